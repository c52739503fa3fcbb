// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.access.entity.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Keys that sign what this installation issues: made once, the same on every instance. */
@ApplicationScoped
public class SigningKeyRepository {
    @PersistenceContext
    EntityManager entities;

    public Optional<byte[]> find(String name) {
        return Optional.ofNullable(entities.find(SigningKey.class, name))
                .map(secret -> Base64.getDecoder().decode(secret.content()));
    }

    /** Fails with a persistence error if another instance was faster: then it can be found. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void create(String name) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        entities.persist(new SigningKey(name, Base64.getEncoder().encodeToString(key)));
        entities.flush();
    }
}
