// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.schedule;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks again and again until the application ends. One that fails is logged, and runs again all the same. */
@ApplicationScoped
public class PeriodicTasks {
    private final List<Future<?>> scheduled = new CopyOnWriteArrayList<>();

    @Resource
    ManagedScheduledExecutorService scheduler;

    /** A task that may fail. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /**
     * Runs a task after each such period.
     *
     * @param log of the task's owner
     * @param failure what the log says when it fails
     */
    public void every(Duration period, Logger log, String failure, Task task) {
        scheduled.add(scheduler.scheduleWithFixedDelay(
                () -> runOnce(log, failure, task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The same, and once before it returns. */
    public void nowAndEvery(Duration period, Logger log, String failure, Task task) {
        runOnce(log, failure, task);
        every(period, log, failure, task);
    }

    private static void runOnce(Logger log, String failure, Task task) {
        try {
            task.run();
        } catch (Exception e) {
            // The outermost edge: an exception would end the schedule.
            log.log(Level.WARNING, failure, e);
        }
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        scheduled.forEach(each -> each.cancel(false));
    }
}
