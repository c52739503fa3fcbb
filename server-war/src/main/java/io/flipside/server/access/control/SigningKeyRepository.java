// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.access.entity.SigningKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Finds and creates the signing keys in the database, which all server instances share. */
@ApplicationScoped
public class SigningKeyRepository {
    @PersistenceContext
    EntityManager entities;

    public Optional<byte[]> find(String name) {
        return Optional.ofNullable(entities.find(SigningKey.class, name))
                .map(secret -> Base64.getDecoder().decode(secret.content()));
    }

    /** Makes a key, unless this or another instance has done so before. */
    @Transactional(TxType.MANDATORY)
    public void createIfAbsent(String name) {
        if (find(name).isPresent()) {
            return;
        }
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        entities.persist(new SigningKey(name, Base64.getEncoder().encodeToString(key)));
    }
}
