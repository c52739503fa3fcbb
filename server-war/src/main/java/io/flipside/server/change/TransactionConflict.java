// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.change;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises a transaction that failed by a conflict with a concurrent one; a repetition would probably succeed. */
final class TransactionConflict {
    /**
     * MySQL and MariaDB: duplicate key (the check before found nothing), the row it belongs to is gone (the same), lock wait
     * time-out, deadlock, row changed since read.
     */
    private static final Set<Integer> MYSQL = Set.of(1062, 1452, 1205, 1213, 1020);

    /** The same in H2: duplicate key, row it belongs to, lock time-out, deadlock, row changed by somebody else. */
    private static final Set<Integer> H2 = Set.of(23505, 23506, 50200, 40001, 90131);

    /** By the standard: rolled back, rolled back because of a failed serialisation. Others of class 40 are no conflicts. */
    private static final Set<String> STATES = Set.of("40000", "40001");

    private TransactionConflict() {}

    /** Whether this problem was caused by another transaction, which the next try sees. */
    static boolean in(Throwable problem) {
        for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException
                    || cause instanceof PessimisticLockException
                    || cause instanceof LockTimeoutException
                    || (cause instanceof SQLException sql && lost(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean lost(SQLException problem) {
        @Nullable String state = problem.getSQLState();
        return MYSQL.contains(problem.getErrorCode())
                || H2.contains(problem.getErrorCode())
                || (state != null && STATES.contains(state));
    }
}
