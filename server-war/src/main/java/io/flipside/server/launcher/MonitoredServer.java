// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the server's process until it is asked to end. One that dies is started again, a limited number of times; what is
 * known of its death is said and kept. One that cannot start is not: it would not start the next time either.
 */
final class MonitoredServer {
    private static final int STOP_SECONDS = 30;
    private static final int STOPPED = 0;
    private static final int FAILED = 1;

    private final FailureRecords records;
    private final Start start;
    private final RestartLimit limit = new RestartLimit();
    private @Nullable Process current;
    private boolean stopping;
    private @Nullable Integer result;

    /** Starts the process of a server, with everything that has to be there before. */
    @FunctionalInterface
    interface Start {
        Process process() throws IOException, StartException, InterruptedException;
    }

    MonitoredServer(FailureRecords records, Start start) {
        this.records = records;
        this.start = start;
    }

    /** Runs it to its end; the exit code of this process. */
    int run() throws IOException, StartException, InterruptedException {
        try {
            return runRepeatedly();
        } finally {
            end(FAILED);
        }
    }

    private int runRepeatedly() throws IOException, StartException, InterruptedException {
        while (true) {
            Instant begun = Instant.now();
            Process server = start.process();
            if (!isWanted(server)) {
                return STOPPED;
            }
            ServerOutput output = ServerOutput.of(server);
            ProcessEnding ending = new ProcessEnding(server.waitFor());
            output.await();
            if (isStopping() || ending.wasAsked()) {
                return end(STOPPED);
            }
            if (ending.code() == ProcessEnding.NO_START && !output.wasReady()) {
                return FAILED;
            }
            Optional<Duration> pause = limit.pauseAfter(Duration.between(begun, Instant.now()));
            report(ending, output, pause);
            if (pause.isEmpty()) {
                return FAILED;
            }
            TimeUnit.MILLISECONDS.sleep(pause.get().toMillis());
        }
    }

    private void report(ProcessEnding ending, ServerOutput output, Optional<Duration> pause) {
        String death = "the server " + ending + "; its last line was: " + output.lastLine();
        String then = pause.map(wait -> "it is started again in " + wait.toSeconds() + " s (" + limit.deaths() + " of "
                        + RestartLimit.MOST + ")")
                .orElse("it is not started again, for the " + limit.deaths() + "th time in a row");
        String kept;
        try {
            kept = "what is known is in " + records.keep(death, output.end());
        } catch (IOException e) {
            kept = "nothing could be kept in " + records.folder() + " (" + e + ")";
        }
        System.err.println("flipside-server: " + death + "\nflipside-server: " + then + "; " + kept);
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized int end(int code) {
        result = result == null ? Integer.valueOf(code) : result;
        return code;
    }

    /** Whether this process is still to be there; else it is ended at once. */
    private synchronized boolean isWanted(Process server) {
        if (stopping) {
            server.destroyForcibly();
        } else {
            current = server;
        }
        return !stopping;
    }

    /**
     * Ends the server in an orderly way, and this process with it. Runs when this process is asked to end: a server that was
     * stopped as asked is no failure.
     */
    void stop() {
        @Nullable Process server;
        synchronized (this) {
            stopping = true;
            server = current;
            if (result != null) {
                Runtime.getRuntime().halt(result);
            }
        }
        if (server == null || ends(server)) {
            Runtime.getRuntime().halt(STOPPED);
        }
    }

    /** Asks it to end, and ends it if it does not. */
    private static boolean ends(Process server) {
        server.destroy();
        try {
            if (server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.destroyForcibly();
        return false;
    }
}
