// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.http.HttpException;
import io.flipside.device.link.ConnectionStatus;
import io.flipside.device.link.ConnectionStatus.State;
import io.flipside.device.serverlink.internal.server.ServerException;
import io.flipside.device.support.retry.BackOff;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Polls the server, sends the inventory, and reports the progress of downloads in a background thread. */
final class PollingThread implements Runnable {
    private static final Logger LOG = System.getLogger(PollingThread.class.getName());
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Task inventory;
    private final Task poll;
    private final ServerLinkSettings.Times times;
    private final ServerTasks conversation;
    private final StatusReporter reports;
    private final DownloadSpeedMeter meter = new DownloadSpeedMeter();
    private final Thread thread = new Thread(this, "flipside-link");

    private long quietUntil = System.nanoTime();
    private long progressDue = quietUntil;
    private State state = State.STARTING;
    private String problem = "";
    private @Nullable UpdateStatus downloading;

    PollingThread(ServerTasks conversation, StatusReporter reports, ServerLinkSettings.Times times) {
        this.conversation = conversation;
        this.reports = reports;
        this.times = times;
        inventory = new Task(conversation::sendInventory, times.inventory(), times.backOff());
        poll = new Task(conversation::poll, times.poll(), times.backOff());
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the thread, and waits until it has ended. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(STOP.toMillis());
    }

    /** The inventory has changed. */
    synchronized void inventoryNow() {
        inventory.due = System.nanoTime();
        notifyAll();
    }

    /** Takes notice of a change of the update's status. */
    synchronized void changed(UpdateStatus status) {
        boolean managed =
                status.mode() == UpdateRequest.Mode.MANAGED && status.result().isEmpty();
        boolean resting = downloading == null;
        downloading = managed && status.phase() == Phase.DOWNLOAD ? status : null;
        if (resting && downloading != null) {
            progressDue = System.nanoTime();
            notifyAll();
        }
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Task> task = nextTask();
                if (task.isPresent()) {
                    run(task.get());
                } else {
                    reportProgress();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until there is something to do; no task means progress. */
    private synchronized Optional<Task> nextTask() throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            Task first = inventory.due - poll.due <= 0 ? inventory : poll;
            boolean progressFirst = downloading != null && progressDue - first.due < 0;
            long due = progressFirst ? progressDue : first.due;
            long left = Math.max(due - now, quietUntil - now);
            if (left <= 0) {
                return progressFirst ? Optional.empty() : Optional.of(first);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left + 1_000_000);
        }
    }

    private void run(Task task) throws InterruptedException {
        long due = dueOf(task);
        try {
            task.action.run();
            succeeded(task, due);
        } catch (IOException e) {
            failed(task, e);
        } catch (RuntimeException e) {
            // The outermost edge of this thread: a defect must not end managed mode for ever.
            LOG.log(Level.ERROR, "unexpected failure while talking to the server", e);
            failed(task, new IOException(e));
        }
    }

    private synchronized long dueOf(Task task) {
        return task.due;
    }

    /** {@code due} is when the task was due: if it has become due again meanwhile, that stays. */
    private synchronized void succeeded(Task task, long due) {
        task.backOff.succeeded();
        state = State.CONNECTED;
        task.due = task.due != due
                ? task.due
                : System.nanoTime() + BackOff.jittered(task.interval).toNanos();
        if (!task.complaint.isEmpty()) {
            task.complaint = "";
            LOG.log(Level.INFO, "the server answers as it should");
        }
    }

    private synchronized void failed(Task task, IOException e) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        Duration wait = task.backOff.failed(ServerException.retryAfter(e));
        long due = System.nanoTime() + wait.toNanos();
        if (concernsAll(e)) {
            quietUntil = due;
        } else {
            task.due = due;
        }
        boolean refused = notAuthorised(e);
        state = refused ? State.NOT_AUTHORISED : State.FAILING;
        problem = (refused ? "not authorised yet, accept this device on the server: " : "") + e.getMessage();
        // Worth a line when it is new, and when the next try has moved far away.
        boolean same =
                problem.equals(task.complaint) && wait.multipliedBy(2).compareTo(task.announced.multipliedBy(3)) < 0;
        task.announced = same ? task.announced : wait;
        task.complaint = problem;
        LOG.log(same ? Level.DEBUG : Level.WARNING, problem + "; asks again in " + seconds(wait));
    }

    /** Returns how the exchange goes, and when this thread asks next. */
    synchronized ConnectionStatus status() {
        long now = System.nanoTime();
        long first = Math.min(inventory.due - now, poll.due - now);
        Duration left = Duration.ofNanos(Math.max(0, Math.max(quietUntil - now, first)));
        boolean fine = state == State.CONNECTED || state == State.STARTING;
        String message = (fine ? "" : problem + "; ") + "asks again in " + seconds(left);
        return new ConnectionStatus(state, Instant.now().plus(left), message);
    }

    private static String seconds(Duration time) {
        return Math.round(time.toMillis() / 1000.0) + " s";
    }

    private static boolean notAuthorised(IOException e) {
        return e instanceof ServerException refusal && refusal.notAccepted();
    }

    /** Without a connection, or without being accepted, there is no use in trying anything else meanwhile. */
    private static boolean concernsAll(IOException e) {
        return e instanceof HttpException || notAuthorised(e);
    }

    private void reportProgress() throws InterruptedException {
        UpdateStatus status;
        synchronized (this) {
            progressDue = System.nanoTime() + times.progress().toNanos();
            status = downloading;
        }
        if (status != null) {
            try {
                reports.progress(status.id(), meter.look(status, System.nanoTime()));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> "progress not reported: " + e.getMessage());
                if (ServerUpdateApprover.aborted(e)) {
                    conversation.aborted(status.id());
                }
            }
        }
    }

    /** Something to do again and again. */
    private static final class Task {
        private final Action action;
        private final Duration interval;
        private final BackOff backOff;
        private long due = System.nanoTime();
        private String complaint = "";
        private Duration announced = Duration.ZERO;

        Task(Action action, Duration interval, BackOff backOff) {
            this.action = action;
            this.interval = interval;
            this.backOff = backOff;
        }
    }

    private interface Action {
        void run() throws IOException, InterruptedException;
    }
}
