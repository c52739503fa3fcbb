// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

import io.flipside.device.support.text.LineEscaping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.OptionalInt;

/**
 * Sends a command's output over the control channel to the client. The first character of each line tells its kind:
 * {@code o} result, {@code e} message, {@code p} progress, {@code x} exit code, which is the last line. Thread-safe.
 */
public final class ReplyTerminal implements Terminal {
    private final Writer out;
    private final boolean interactive;

    /** Answers a request. */
    public ReplyTerminal(Writer out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    @Override
    public void line(String text) {
        send('o', text);
    }

    @Override
    public void error(String text) {
        send('e', text);
    }

    @Override
    public void progress(String text) {
        if (interactive) {
            send('p', text);
        }
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    /** Ends the answer. */
    public void exit(int code) {
        send('x', Integer.toString(code));
    }

    private synchronized void send(char kind, String text) {
        try {
            out.write(kind + LineEscaping.escape(text) + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("whoever asked has gone", e);
        }
    }

    /** The other end: passes a line on, or returns the exit code. */
    static OptionalInt receive(String line, Terminal terminal) throws IOException {
        String text = LineEscaping.unescape(line.isEmpty() ? "" : line.substring(1));
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case 'o' -> terminal.line(text);
            case 'e' -> terminal.error(text);
            case 'p' -> terminal.progress(text);
            case 'x' -> {
                return OptionalInt.of(Integer.parseInt(text));
            }
            default -> throw new IOException("the agent's answer is not understood: '" + line + "'");
        }
        return OptionalInt.empty();
    }
}
