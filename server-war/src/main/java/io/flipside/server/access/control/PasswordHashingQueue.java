// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import io.flipside.server.http.ErrorResponseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords a few at a time, the others in a short queue, because each costs a quarter of a second of a
 * processor. Never called in a transaction, which would hold its locks as long.
 */
@ApplicationScoped
public class PasswordHashingQueue {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Semaphore running =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final Semaphore placesOfStrangers = new Semaphore(16);
    private final Semaphore placesOfKnown = new Semaphore(8);

    /** Tells who asks: strangers cannot take the places of those who are known. */
    public enum Asker {
        STRANGER,
        KNOWN
    }

    public String hash(String password) {
        return queued(Asker.KNOWN, () -> PasswordHashing.hash(password));
    }

    int freePlaces(Asker asker) {
        return places(asker).availablePermits();
    }

    private Semaphore places(Asker asker) {
        return asker == Asker.KNOWN ? placesOfKnown : placesOfStrangers;
    }

    <T> T queued(Asker asker, Supplier<T> work) {
        Semaphore places = places(asker);
        if (!places.tryAcquire()) {
            throw full();
        }
        try {
            if (!running.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw full();
            }
            try {
                return work.get();
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorResponseException.unavailable("the server is stopping; try again");
        } finally {
            places.release();
        }
    }

    private static ErrorResponseException full() {
        return ErrorResponseException.tooMany(
                "too many passwords are being checked; try again in a moment", RETRY_AFTER);
    }
}
