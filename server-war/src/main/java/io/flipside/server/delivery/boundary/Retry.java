// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionalException;
import java.util.function.Supplier;

/** A report that met an abort in the same instant is taken once more, and then sees the abort. */
final class Retry {
    private static final int TIMES = 3;

    private Retry() {}

    static <T> T onConflict(Supplier<T> transaction) {
        for (int i = 1; ; i++) {
            try {
                return transaction.get();
            } catch (OptimisticLockException | TransactionalException e) {
                boolean conflict = e instanceof OptimisticLockException || e.getCause() instanceof RollbackException;
                if (!conflict || i == TIMES) {
                    throw e;
                }
            }
        }
    }
}
