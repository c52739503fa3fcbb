// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Keeps EclipseLink from repeating a question to a database that is gone: it would do so twice after five seconds each, and
 * the caller, who gets a 503, can do that himself. By reflection, because no property sets it, and nothing else needs its API.
 */
@ApplicationScoped
class QueryRetryLimit {
    private static final Logger LOG = System.getLogger(QueryRetryLimit.class.getName());
    private static final String SESSION = "org.eclipse.persistence.sessions.Session";

    @PersistenceContext
    EntityManager entities;

    void set(@Observes SchemaMigrated ready) {
        try {
            EntityManagerFactory factory = entities.getEntityManagerFactory();
            Class<?> type = Class.forName(SESSION);
            Object login = type.getMethod("getLogin").invoke(factory.unwrap(type));
            login.getClass().getMethod("setQueryRetryAttemptCount", int.class).invoke(login, 0);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "answers take longer when the database is gone", e);
        }
    }
}
