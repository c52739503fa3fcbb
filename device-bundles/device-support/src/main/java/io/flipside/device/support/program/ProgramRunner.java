// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.program;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs an external program with empty standard input and limits on run time and kept output. An interrupt ends the
 * program. Thread-safe.
 */
public final class ProgramRunner {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final List<String> command;
    private final Path directory;
    private final ProgramLimits limits;

    /**
     * Prepares to run a program.
     *
     * @param command the program and its arguments
     * @param directory where it runs
     */
    public ProgramRunner(List<String> command, Path directory, ProgramLimits limits) {
        this.command = List.copyOf(command);
        this.directory = directory;
        this.limits = limits;
    }

    /**
     * Runs it to its end. When its time is over, it is killed with the processes that it has started.
     *
     * @throws IOException if it can't be started
     * @throws InterruptedException if the thread was interrupted; the program has been killed then
     */
    public ProgramResult run() throws IOException, InterruptedException {
        return run(true);
    }

    /**
     * Starts it and watches it as long as its time lasts; a program that takes longer goes on by itself. Its
     * standard output is dropped.
     *
     * @throws IOException if it can't be started
     * @throws InterruptedException if the thread was interrupted; the program has been killed then
     */
    public ProgramResult launch() throws IOException, InterruptedException {
        return run(false);
    }

    private ProgramResult run(boolean endsWithItsTime) throws IOException, InterruptedException {
        long end = System.nanoTime() + limits.time().toNanos();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(endsWithItsTime ? Redirect.PIPE : Redirect.DISCARD)
                .start();
        boolean goesOn = false;
        try {
            ProgramResult result = listen(process, end);
            goesOn = !endsWithItsTime && result.exit().isEmpty();
            return result;
        } finally {
            if (!goesOn) {
                kill(process);
                process.getInputStream().close();
                process.getErrorStream().close();
            }
        }
    }

    /**
     * Looks again and again instead of blocking in a read: a background process that has inherited the pipes keeps them
     * open long after the program itself is gone.
     */
    private ProgramResult listen(Process process, long end) throws IOException, InterruptedException {
        OutputHead output = new OutputHead(process.getInputStream(), limits.outputBytes());
        OutputHead error = new OutputHead(process.getErrorStream(), limits.errorBytes());
        boolean ended = false;
        while (!ended && System.nanoTime() < end) {
            ended = process.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            output.take();
            error.take();
        }
        Optional<Integer> exit = ended ? Optional.of(process.exitValue()) : Optional.empty();
        return new ProgramResult(exit, output.text(), error.text(), output.cut());
    }

    /** Looks for descendants twice: one that was just being started is missing in the first list. */
    private static void kill(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        for (ProcessHandle descendant : descendants) {
            descendant.descendants().forEach(ProcessHandle::destroyForcibly);
            descendant.destroyForcibly();
        }
    }
}
