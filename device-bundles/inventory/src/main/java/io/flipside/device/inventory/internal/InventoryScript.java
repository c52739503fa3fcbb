// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import io.flipside.device.support.program.ProgramLimits;
import io.flipside.device.support.program.ProgramResult;
import io.flipside.device.support.program.ProgramRunner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs an executable that prints key=value lines, with limits on its running time and output size. */
final class InventoryScript {
    private static final Logger LOG = System.getLogger(InventoryScript.class.getName());
    private static final int OUTPUT_LIMIT = 64 * 1024;
    private static final int ERROR_LIMIT = 4 * 1024;

    private final Path file;
    private final Duration limit;

    InventoryScript(Path file, Duration limit) {
        this.file = file;
        this.limit = limit;
    }

    /**
     * Returns what it printed.
     *
     * @throws IOException if it can't be run, fails, prints too much, or takes too long
     */
    String output() throws IOException {
        ProgramResult result = run();
        result.errorLines().forEach(line -> LOG.log(Level.WARNING, () -> file.getFileName() + ": " + line));
        if (result.outputCut()) {
            throw new IOException(file + " prints more than " + OUTPUT_LIMIT + " bytes");
        }
        int exit = result.exit()
                .orElseThrow(() -> new IOException(file + " takes longer than " + limit.toSeconds() + " s"));
        if (exit != 0) {
            throw new IOException(file + " ended with exit code " + exit);
        }
        return result.output();
    }

    private ProgramResult run() throws IOException {
        ProgramLimits limits = new ProgramLimits(limit, OUTPUT_LIMIT, ERROR_LIMIT);
        try {
            return new ProgramRunner(List.of(file.toString()), Path.of("/"), limits).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(file + " was interrupted").initCause(e);
        }
    }
}
