// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyPlacesTest {
    private static final int NUMBER = 8;

    private final AtomicLong nanos = new AtomicLong();
    private final BodyPlaces places = new BodyPlaces(NUMBER, nanos::get);
    private final List<Thread> threads = new ArrayList<>();

    /** Addresses whose threads gave back their places, and whether these are still interrupted. */
    private final LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @AfterEach
    void end() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Another thread takes a place, and keeps it until it is interrupted. */
    private boolean wait(String address) throws InterruptedException {
        LinkedBlockingQueue<Boolean> taken = new LinkedBlockingQueue<>();
        Thread thread = new Thread(() -> {
            boolean place = places.take(address);
            taken.add(place);
            if (place) {
                untilInterrupted();
                places.leave(address);
                ended.add(address + (Thread.currentThread().isInterrupted() ? " interrupted" : " going on"));
            }
        });
        threads.add(thread);
        thread.start();
        return taken.take();
    }

    private static void untilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneAddressMayHaveAllAndNoMore() throws InterruptedException {
        for (int i = 0; i < NUMBER; i++) {
            assertThat(wait("stranger")).isTrue();
        }
        assertThat(wait("stranger")).isFalse();
    }

    @Test
    void theAddressWithTheMostGivesUpOneForAnotherWithoutAnInterruptThatStays() throws InterruptedException {
        for (int i = 0; i < NUMBER; i++) {
            wait("stranger");
        }
        assertThat(wait("device")).isTrue();
        assertThat(ended.take()).isEqualTo("stranger going on");
    }

    @Test
    void addressesWithAFairShareGiveUpNothing() throws InterruptedException {
        for (int i = 0; i < NUMBER; i++) {
            wait("stranger " + i);
        }
        assertThat(wait("device")).isFalse();
    }

    @Test
    void ofManyAddressesWithOneEachTheOldestGivesUpItsOnceItHasWaitedForAWhile() throws InterruptedException {
        for (int i = 0; i < NUMBER; i++) {
            wait("stranger " + i);
            nanos.addAndGet(1);
        }
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(wait("device")).isTrue();
        assertThat(ended.take()).isEqualTo("stranger 0 going on");
    }
}
