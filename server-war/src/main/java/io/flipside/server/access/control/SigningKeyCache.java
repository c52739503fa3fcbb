// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.database.SchemaMigrated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches the keys with which the server signs tokens and download links. Each purpose has a key of its own: nothing
 * signed for one passes for another. The first start makes them.
 */
@ApplicationScoped
class SigningKeyCache {
    static final String DEVICE_TOKENS = "device-tokens";
    static final String USER_TOKENS = "user-tokens";
    static final String LINKS = "links";
    private static final List<String> PURPOSES = List.of(DEVICE_TOKENS, USER_TOKENS, LINKS);

    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    @Inject
    SigningKeyRepository repository;

    @Inject
    TransactionRunner transactions;

    byte[] key(String purpose) {
        return keys.computeIfAbsent(purpose, this::load);
    }

    /** Before the first request, so that no key is made, and then undone, as a part of some other change. */
    void prepare(@Observes SchemaMigrated ready) {
        for (String purpose : PURPOSES) {
            transactions.run(() -> repository.createIfAbsent(purpose));
        }
    }

    private byte[] load(String purpose) {
        return repository.find(purpose).orElseThrow();
    }
}
