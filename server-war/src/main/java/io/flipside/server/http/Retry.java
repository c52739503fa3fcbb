// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionalException;
import java.util.function.Supplier;

/** Of two writes that met in the same instant, the slower is made once more, and then sees the other. */
public final class Retry {
    private static final int TIMES = 10;

    private Retry() {}

    /** Makes a transaction that has no answer. */
    public static void onConflict(Runnable transaction) {
        onConflict(() -> {
            transaction.run();
            return transaction;
        });
    }

    /** Makes a transaction. */
    public static <T> T onConflict(Supplier<T> transaction) {
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
