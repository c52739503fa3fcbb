// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.access.control.PasswordHashingQueue.Asker;
import io.flipside.server.http.ErrorResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHashingQueueTest {
    private static final int PLACES_OF_STRANGERS = 16;

    private final PasswordHashingQueue queue = new PasswordHashingQueue();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdownNow();
    }

    private List<Future<Boolean>> occupyPlacesOfStrangers() throws InterruptedException {
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < PLACES_OF_STRANGERS; i++) {
            all.add(threads.submit(() -> queue.queued(Asker.STRANGER, this::awaitEnd)));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (queue.freePlaces(Asker.STRANGER) > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return all;
    }

    private boolean awaitEnd() {
        try {
            return end.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void whoFindsTheQueueFullIsToldWhenToComeAgain() throws Exception {
        occupyPlacesOfStrangers();
        assertThatThrownBy(() -> queue.queued(Asker.STRANGER, () -> true))
                .isInstanceOfSatisfying(ErrorResponseException.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(429);
                    assertThat(refusal.retryAfter()).isPresent();
                });
    }

    @Test
    void aQueueFullOfStrangersHasAPlaceForTheKnown() throws Exception {
        occupyPlacesOfStrangers();
        Future<Boolean> known = threads.submit(() -> queue.queued(Asker.KNOWN, () -> true));
        end.countDown();
        assertThat(known.get(30, TimeUnit.SECONDS)).isTrue();
    }
}
