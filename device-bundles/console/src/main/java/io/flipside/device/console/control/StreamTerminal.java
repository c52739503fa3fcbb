// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

import java.io.PrintStream;

/** Writes a command's output to the standard streams of the process. Thread-safe. */
public final class StreamTerminal implements Terminal {
    private static final String ERASE = "\r\u001b[K";
    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private boolean transientLine;

    /** Writes results to {@code out}, and everything else to {@code err}. */
    public StreamTerminal(PrintStream out, PrintStream err, boolean interactive) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    /** The standard streams; the launcher's script says whether they are a terminal ({@code flipside.terminal}). */
    public static StreamTerminal standard() {
        return new StreamTerminal(System.out, System.err, Boolean.getBoolean("flipside.terminal"));
    }

    @Override
    public synchronized void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    @Override
    public synchronized void error(String text) {
        erase();
        err.println(text);
        err.flush();
    }

    @Override
    public synchronized void progress(String text) {
        if (interactive) {
            err.print(ERASE + text);
            err.flush();
            transientLine = true;
        }
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    private void erase() {
        if (transientLine) {
            err.print(ERASE);
            err.flush();
            transientLine = false;
        }
    }
}
