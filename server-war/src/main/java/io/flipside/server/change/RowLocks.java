// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.change;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/** Locks rows for the rest of a change, and reads them as they are then. The package says when, and in which order. */
@ApplicationScoped
public class RowLocks {
    @PersistenceContext
    EntityManager entities;

    /** Waits for whoever has locked the row; returns nothing if it is not there, or has gone meanwhile. */
    @Transactional(TxType.MANDATORY)
    public <T> Optional<T> lock(Class<T> type, String id) {
        return Optional.ofNullable(entities.find(type, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The same for all rows of a query; others may add some. */
    @Transactional(TxType.MANDATORY)
    public <T> List<T> lock(TypedQuery<T> rows) {
        return rows.setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList();
    }
}
