// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.outbox;

import io.flipside.server.outbox.OutboxRows.Row;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
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
    private static final Duration LONGEST_BACKOFF = Duration.ofHours(1);

    /** By then, the pauses alone add up to a month. */
    static final int MOST_TRIES = 720;

    private final OutboxConsumer consumer;
    private final OutboxRows rows;
    private final Timing timing;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean stopping;

    /**
     * Sets the pace of a reader.
     *
     * @param poll how often the table is looked at without being woken
     * @param lease how long a claim holds; a dead reader's rows are taken over after that
     * @param retry how long an event waits that the consumer could not take; each time twice as long, at most an hour
     * @param batch how many rows are claimed at once
     */
    record Timing(Duration poll, Duration lease, Duration retry, int batch) {
        static final Timing NORMAL =
                new Timing(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(10), 100);

        /** The pause after a consumer could not take an event that it could not take so many times before. */
        Duration backoff(int tries) {
            Duration pause = retry.multipliedBy(1L << Math.min(tries, 20));
            return pause.compareTo(LONGEST_BACKOFF) < 0 ? pause : LONGEST_BACKOFF;
        }
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

    /** Delivers one batch; says whether there may be more. */
    private boolean deliver() throws SQLException {
        long start = System.nanoTime();
        List<Row> batch = rows.claim(timing.lease(), timing.batch());
        List<Row> taken = new ArrayList<>();
        List<Row> refused = new ArrayList<>();
        List<Row> untried = new ArrayList<>();
        Set<String> waiting = new HashSet<>();
        // Half of the lease, so that the claim still holds when the last one has been handed over.
        long most = timing.lease().dividedBy(2).toNanos();
        for (Row row : batch) {
            if (stopping || waiting.contains(row.entry().subject()) || System.nanoTime() - start > most) {
                untried.add(row);
            } else if (accepted(row)) {
                taken.add(row);
            } else {
                refused.add(row);
                waiting.add(row.entry().subject());
            }
        }
        rows.delete(taken);
        for (Row row : refused) {
            refuse(row);
        }
        rows.release(untried);
        return !taken.isEmpty();
    }

    private void refuse(Row row) throws SQLException {
        if (row.tries() + 1 < MOST_TRIES) {
            rows.refuse(row, timing.backoff(row.tries()));
            return;
        }
        OutboxEntry entry = row.entry();
        LOG.log(
                Level.ERROR,
                consumer.name() + " could not take event " + entry.eventId() + " (" + entry.type() + ") " + MOST_TRIES
                        + " times; it is given up");
        rows.delete(List.of(row));
    }

    private boolean accepted(Row row) {
        OutboxEntry entry = row.entry();
        try {
            consumer.accept(entry);
            return true;
        } catch (RuntimeException | Error e) {
            // An Error, too: it would end the only thread that delivers.
            LOG.log(
                    Level.WARNING,
                    consumer.name() + " could not take event " + entry.eventId() + " (" + entry.type()
                            + "); the next try is in "
                            + timing.backoff(row.tries()).toSeconds() + " s",
                    e);
            return false;
        }
    }
}
