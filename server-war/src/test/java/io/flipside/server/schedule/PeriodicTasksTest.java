// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeriodicTasksTest {
    private static final System.Logger LOG = System.getLogger(PeriodicTasksTest.class.getName());

    private final PeriodicTasks tasks = new PeriodicTasks();
    private final List<Runnable> scheduled = new ArrayList<>();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private int runs;

    @BeforeEach
    void schedule() {
        Object schedule = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ScheduledFuture.class},
                (proxy, method, arguments) -> cancelled.complete(null));
        tasks.scheduler = (ManagedScheduledExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    scheduled.add((Runnable) arguments[0]);
                    return schedule;
                });
    }

    private void fail() throws IOException {
        runs++;
        throw new IOException("in run " + runs);
    }

    @Test
    void aTaskThatFailsKeepsItsSchedule() {
        tasks.nowAndEvery(Duration.ofSeconds(1), LOG, "it cannot run now", this::fail);
        scheduled.get(0).run();
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void theEndOfTheApplicationEndsTheSchedule() {
        tasks.every(Duration.ofSeconds(1), LOG, "it cannot run now", this::fail);
        tasks.stop(new Object());
        assertThat(cancelled).isCompleted();
    }
}
