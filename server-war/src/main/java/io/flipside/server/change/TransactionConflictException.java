// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.change;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports that a transaction failed by a conflict with a concurrent one; a repetition would probably succeed. */
final class TransactionConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Unique key violated in H2: the check before found nothing, but another transaction was faster. Lock not granted in time. */
    private static final Set<String> STATES = Set.of("23505", "HYT00");

    /** The same in MySQL and MariaDB: duplicate key, lock wait timeout, deadlock, row changed since it was read. */
    private static final Set<Integer> CODES = Set.of(1062, 1205, 1213, 1020);

    TransactionConflictException(Throwable cause) {
        super(cause);
    }

    /** Whether this problem was caused by another transaction, which the next try sees. */
    static boolean in(Throwable problem) {
        for (@Nullable Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransactionConflictException
                    || cause instanceof OptimisticLockException
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
        // Class 40 is "transaction rollback": deadlocks and failed serialisation in every database.
        return CODES.contains(problem.getErrorCode())
                || (state != null && (state.startsWith("40") || STATES.contains(state)));
    }
}
