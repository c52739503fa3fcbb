// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The installation's secrets, read once and then kept in memory. One key for each purpose: nothing signed for one passes for another. */
@ApplicationScoped
class SigningKeyCache {
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    @Inject
    SigningKeyRepository secrets;

    byte[] key(String purpose) {
        return keys.computeIfAbsent(purpose, this::load);
    }

    private byte[] load(String purpose) {
        return secrets.find(purpose).orElseGet(() -> {
            try {
                secrets.create(purpose);
            } catch (PersistenceException e) {
                return secrets.find(purpose).orElseThrow(() -> e);
            }
            return secrets.find(purpose).orElseThrow();
        });
    }
}
