// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Delivers the domain events of the outbox to one consumer, in a loop, until it is stopped. Sleeps until it is woken,
 * or until the time has come to look for rows of other instances that have died.
 */
final class OutboxReader implements Runnable {
    private static final Logger LOG = System.getLogger(OutboxReader.class.getName());
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration UPKEEP = Duration.ofHours(1);

    private final OutboxConsumer consumer;
    private final OutboxRows rows;
    private final Timing timing;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean stopping;
    private Instant nextUpkeep = Instant.now().plus(UPKEEP);

    /**
     * Sets the pace of a reader.
     *
     * @param poll how often the table is looked at without being woken
     * @param lease how long a claim holds; a dead reader's rows are taken over after that
     * @param retry how long an event waits that the consumer could not take
     * @param batch how many rows are claimed at once
     */
    record Timing(Duration poll, Duration lease, Duration retry, int batch) {
        static final Timing NORMAL =
                new Timing(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(10), 100);
    }

    OutboxReader(OutboxConsumer consumer, OutboxRows rows, Timing timing) {
        this.consumer = consumer;
        this.rows = rows;
        this.timing = timing;
    }

    /** Lets the reader look at the table at once. */
    void wake() {
        wakeUps.release();
    }

    /** Lets the reader end after the event that it is handing over. */
    void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void run() {
        while (!stopping) {
            boolean more = false;
            try {
                keepUp(Instant.now());
                more = deliver();
            } catch (SQLException | RuntimeException e) {
                // The outermost edge of this thread: whatever it is, the rows are still there for the next try.
                LOG.log(Level.WARNING, "outbox of " + consumer.name() + " cannot be read now; next try soon", e);
            }
            if (!more && !stopping) {
                sleep();
            }
        }
    }

    private void sleep() {
        try {
            if (wakeUps.tryAcquire(timing.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private void keepUp(Instant now) throws SQLException {
        if (now.isBefore(nextUpkeep)) {
            return;
        }
        rows.register(now);
        int discarded = rows.discard(now.minus(RETENTION));
        if (discarded > 0) {
            LOG.log(
                    Level.WARNING,
                    discarded + " events that no consumer took for " + RETENTION.toDays()
                            + " days were deleted from the outbox");
        }
        nextUpkeep = now.plus(UPKEEP);
    }

    /** Delivers one batch; says whether there may be more. */
    private boolean deliver() throws SQLException {
        Instant start = Instant.now();
        List<OutboxEntry> batch = rows.claim(start, timing.lease(), timing.batch());
        List<OutboxEntry> taken = new ArrayList<>();
        List<OutboxEntry> refused = new ArrayList<>();
        List<OutboxEntry> untried = new ArrayList<>();
        Set<String> waiting = new HashSet<>();
        // Half of the lease, so that the claim still holds when the last one has been handed over.
        Instant limit = start.plus(timing.lease().dividedBy(2));
        for (OutboxEntry entry : batch) {
            if (stopping || waiting.contains(entry.subject()) || Instant.now().isAfter(limit)) {
                untried.add(entry);
            } else if (accepted(entry)) {
                taken.add(entry);
            } else {
                refused.add(entry);
                waiting.add(entry.subject());
            }
        }
        rows.delete(taken);
        rows.release(refused, Instant.now().plus(timing.retry()));
        rows.release(untried, Instant.EPOCH);
        return !taken.isEmpty();
    }

    private boolean accepted(OutboxEntry entry) {
        try {
            consumer.accept(entry);
            return true;
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    consumer.name() + " could not take event " + entry.eventId() + " (" + entry.type()
                            + "); it is offered again in " + timing.retry().toSeconds() + " s",
                    e);
            return false;
        }
    }
}
