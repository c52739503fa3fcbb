// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Draws a progress bar on one line of the terminal once a command takes longer than half a second. Not thread-safe. */
public final class ProgressBar implements LongConsumer, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration REFRESH = Duration.ofMillis(100);
    private static final int WIDTH = 40;
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private final PrintStream terminal;
    private final String what;
    private final long total;
    private final LongSupplier nanoTime;
    private final long started;
    private long nextDrawing;
    private boolean drawn;

    public ProgressBar(PrintStream terminal, String what, long total) {
        this(terminal, what, total, System::nanoTime);
    }

    ProgressBar(PrintStream terminal, String what, long total, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.what = what;
        this.total = Math.max(1, total);
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.nextDrawing = started + PATIENCE.toNanos();
    }

    /** Whether a person is watching standard error. */
    public static boolean watched() {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no /proc: the JDK itself knows about standard input and output only
        }
    }

    /** So many bytes are done, of all. */
    @Override
    public void accept(long done) {
        long now = nanoTime.getAsLong();
        if (now >= nextDrawing) {
            nextDrawing = now + REFRESH.toNanos();
            draw(done, now);
        }
    }

    private void draw(long done, long now) {
        drawn = true;
        double share = Math.min(1.0, (double) done / total);
        int filled = (int) (share * WIDTH);
        double seconds = (now - started) / 1e9;
        terminal.printf(
                Locale.ROOT,
                "\r%s [%s%s] %3d %%, %.0f MiB/s ",
                what,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                (int) (share * 100),
                done / MEBIBYTE / seconds);
        terminal.flush();
    }

    /** Removes the line. */
    @Override
    public void close() {
        if (drawn) {
            terminal.print("\r\033[K");
            terminal.flush();
        }
    }
}
