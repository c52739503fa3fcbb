// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.change;

import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.log.LogSanitizer;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs each change of the database in one transaction, and repeats it after a conflict with another transaction.
 * Follow-up changes run after the commit, each in a transaction of its own. Thread-safe.
 */
@ApplicationScoped
public class TransactionRunner {
    private static final Logger LOG = System.getLogger(TransactionRunner.class.getName());
    private static final int MOST_TRIES = 10;

    /** For all tries of a change: a try that waits for a lock in vain takes some seconds (innodb_lock_wait_timeout in web.xml). */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int LONGEST_PAUSE_MILLIS = 20;
    private static final String FOLLOW_UPS = TransactionRunner.class.getName() + ".followUps";

    LongSupplier nanoTime = System::nanoTime;

    /**
     * Not a {@code UserTransaction}: Payara 6 refuses that one ("Operation not allowed") when another thread is in a {@code
     * MANDATORY} method of the same bean, because its interceptor keeps in a field what it puts back afterwards.
     */
    @Resource(lookup = "java:appserver/TransactionManager")
    TransactionManager transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    @PersistenceContext
    EntityManager entities;

    /** Runs a change that has no result. */
    public void run(Runnable change) {
        run(() -> {
            change.run();
            return change;
        });
    }

    /**
     * Runs a change, all or nothing. It may run several times, so it touches nothing but the database. Inside another
     * change it becomes part of that one. Any exception undoes it.
     */
    public <T> T run(Supplier<T> change) {
        if (registry.getTransactionKey() != null) {
            return change.get();
        }
        List<FollowUp> followUps = new ArrayList<>();
        T result = tryRepeatedly(change, followUps);
        followUps.forEach(this::make);
        return result;
    }

    /**
     * Adds a follow-up to the change that is being made: a change of its own, made once the first is committed, and never
     * if that is undone. Somebody must make up for it later, because it may fail, or the server be killed before it.
     *
     * @param what it is, for the log
     */
    public void afterCommit(String what, Runnable followUp) {
        if (!(registry.getResource(FOLLOW_UPS) instanceof FollowUps known)) {
            throw new IllegalStateException("nothing can follow: no change is being made");
        }
        known.list().add(new FollowUp(what, followUp));
    }

    private record FollowUp(String what, Runnable change) {}

    private record FollowUps(List<FollowUp> list) {}

    /** The change before it is committed: whatever happens here, it succeeded, and so does its request. */
    private void make(FollowUp followUp) {
        try {
            run(followUp.change());
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.WARNING,
                    LogSanitizer.of("after a commit, this failed, and is made up for later: " + followUp.what()),
                    e);
        }
    }

    private <T> T tryRepeatedly(Supplier<T> change, List<FollowUp> followUps) {
        long start = nanoTime.getAsLong();
        for (int tries = 1; ; tries++) {
            try {
                followUps.clear();
                return inTransaction(change, followUps);
            } catch (RuntimeException e) {
                if (!TransactionConflict.in(e)) {
                    throw e;
                }
                if (tries == MOST_TRIES || nanoTime.getAsLong() - start >= LONGEST.toNanos()) {
                    throw ErrorResponseException.unavailable(
                            "somebody else changed the same at the same moment; try again");
                }
            }
            pause(tries);
        }
    }

    private <T> T inTransaction(Supplier<T> change, List<FollowUp> followUps) {
        boolean committed = false;
        try {
            transaction.begin();
            registry.putResource(FOLLOW_UPS, new FollowUps(followUps));
            T result = change.get();
            // Now and not within the commit, whose exception would not say what went wrong.
            entities.flush();
            commit();
            committed = true;
            return result;
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("no transaction can begin: " + e.getMessage(), e);
        } finally {
            if (!committed) {
                rollback();
            }
        }
    }

    /** Whether a commit was made that the database did not confirm, nobody knows: it must not be made once more. */
    private void commit() {
        try {
            transaction.commit();
        } catch (RollbackException e) {
            throw new IllegalStateException("the change was undone when it was committed: " + e.getMessage(), e);
        } catch (SystemException | HeuristicMixedException | HeuristicRollbackException e) {
            LOG.log(Level.WARNING, "the database did not confirm a commit", e);
            throw ErrorResponseException.unavailable(
                    "the database did not confirm the change; look whether it was made before you try again");
        }
    }

    /** Never hides why the change failed. */
    private void rollback() {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (SystemException | RuntimeException e) {
            LOG.log(Level.WARNING, "the transaction cannot be rolled back; its connection is lost, probably", e);
        }
    }

    /** Waits a moment, each time a longer one, so that two changes do not meet again and again. */
    private static void pause(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS * tries));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorResponseException.unavailable("the server is stopping; try again");
        }
    }
}
