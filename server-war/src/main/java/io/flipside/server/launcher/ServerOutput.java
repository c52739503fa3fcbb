// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Copies what the server's process says to this process's own output, and remembers the end of it. */
final class ServerOutput {
    private static final int REMEMBERED = 64 << 10;
    private static final int LONGEST_LINE = 300;
    private static final long PATIENCE_MILLIS = 5000;

    private final Thread out;
    private final Thread err;
    private final StringBuilder end = new StringBuilder();
    private boolean ready;

    private ServerOutput(Process server) {
        out = new Thread(() -> copy(server.getInputStream(), System.out), "server-out");
        err = new Thread(() -> copy(server.getErrorStream(), System.err), "server-err");
    }

    /** Begins to copy. */
    static ServerOutput of(Process server) {
        ServerOutput output = new ServerOutput(server);
        for (Thread each : new Thread[] {output.out, output.err}) {
            each.setDaemon(true);
            each.start();
        }
        return output;
    }

    /** As bytes, whatever their encoding is. */
    private void copy(InputStream from, PrintStream to) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
                remember(new String(buffer, 0, n, ISO_8859_1));
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    private synchronized void remember(String text) {
        end.append(text);
        ready = ready || end.indexOf(PayaraMain.READY) >= 0;
        if (end.length() > 2 * REMEMBERED) {
            end.delete(0, end.length() - REMEMBERED);
        }
    }

    /** Waits until all of it is copied, once the process has ended. */
    void await() throws InterruptedException {
        out.join(PATIENCE_MILLIS);
        err.join(PATIENCE_MILLIS);
    }

    /** Whether the server has said that it is ready. */
    synchronized boolean wasReady() {
        return ready;
    }

    /** Its last lines. */
    synchronized byte[] end() {
        int from = Math.max(0, end.length() - REMEMBERED);
        return end.substring(from == 0 ? 0 : end.indexOf("\n", from) + 1).getBytes(ISO_8859_1);
    }

    /** The last line that says anything, without what a terminal would obey. */
    String lastLine() {
        String last = new String(end(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("", (before, line) -> line)
                .replaceAll("\\p{Cntrl}", " ");
        return last.length() > LONGEST_LINE ? last.substring(0, LONGEST_LINE) + "…" : last;
    }
}
