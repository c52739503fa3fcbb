// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import io.flipside.artifact.tool.internal.command.ArtifactCommandLine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts the artifact tool: runs one command line and ends the JVM with its exit code. */
public final class ArtifactToolMain {
    private static final int SECONDS_TO_CLEAN_UP = 20; // a busy disk may need some to forget gigabytes

    private ArtifactToolMain() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        var done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(interrupting(Thread.currentThread(), done)));
        int exitCode = new ArtifactCommandLine(System.out, System.err, System.getenv()).run(args);
        done.countDown();
        System.exit(exitCode);
    }

    /** On Ctrl-C or a timeout of the build the command still removes its unfinished files, which may be gigabytes. */
    private static Runnable interrupting(Thread command, CountDownLatch done) {
        return () -> {
            if (done.getCount() > 0) {
                command.interrupt();
                try {
                    done.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
