// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.http.HttpException;
import io.flipside.device.serverlink.internal.server.ServerException;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the thread that polls the server, sends the inventory, and reports the progress of a download. */
final class PollingThread implements Runnable {
    private static final Logger LOG = System.getLogger(PollingThread.class.getName());
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Task inventory;
    private final Task poll;
    private final ServerLinkSettings.Times times;
    private final ServerTasks conversation;
    private final StatusReporter reports;
    private final DownloadProgressText progress = new DownloadProgressText();
    private final Thread thread = new Thread(this, "flipside-link");

    private long quietUntil = System.nanoTime();
    private long progressDue = quietUntil;
    private @Nullable UpdateStatus downloading;

    PollingThread(ServerTasks conversation, StatusReporter reports, ServerLinkSettings.Times times) {
        this.conversation = conversation;
        this.reports = reports;
        this.times = times;
        inventory = new Task(conversation::sendInventory, times.inventory(), times.retry());
        poll = new Task(conversation::poll, times.poll(), times.retry());
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

    /** How an update fares. */
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
        task.backoff.succeeded();
        task.due = task.due != due
                ? task.due
                : System.nanoTime() + Backoff.jittered(task.interval).toNanos();
        if (!task.complaint.isEmpty()) {
            task.complaint = "";
            LOG.log(Level.INFO, "the server answers as it should");
        }
    }

    private synchronized void failed(Task task, IOException e) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        long due = System.nanoTime() + task.backoff.failed(e).toNanos();
        if (concernsAll(e)) {
            quietUntil = due;
        } else {
            task.due = due;
        }
        String message = String.valueOf(e.getMessage());
        LOG.log(message.equals(task.complaint) ? Level.DEBUG : Level.WARNING, message);
        task.complaint = message;
    }

    /** Without a connection, or without being accepted, there is no use in trying anything else meanwhile. */
    private static boolean concernsAll(IOException e) {
        return e instanceof HttpException || (e instanceof ServerException refusal && refusal.notAccepted());
    }

    private void reportProgress() throws InterruptedException {
        UpdateStatus status;
        synchronized (this) {
            progressDue = System.nanoTime() + times.progress().toNanos();
            status = downloading;
        }
        if (status != null) {
            try {
                reports.progress(status.id(), progress.text(status, System.nanoTime()));
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
        private final Backoff backoff;
        private long due = System.nanoTime();
        private String complaint = "";

        Task(Action action, Duration interval, Duration retry) {
            this.action = action;
            this.interval = interval;
            this.backoff = new Backoff(retry);
        }
    }

    private interface Action {
        void run() throws IOException, InterruptedException;
    }
}
