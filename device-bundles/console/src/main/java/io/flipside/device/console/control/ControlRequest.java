// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

import io.flipside.device.support.text.LineEscaping;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a command for the agent, and encodes and decodes it for the control channel. The first line is {@code flipside
 * 1 terminal} or {@code flipside 1 plain}; then come the directory and each argument on a line of its own behind a
 * {@code =}, then an empty line.
 *
 * @param directory what relative file names refer to
 * @param interactive whether a person is watching on a terminal
 * @param arguments the command and its arguments
 */
public record ControlRequest(Path directory, boolean interactive, List<String> arguments) {
    /** Most arguments that the agent accepts. */
    public static final int MAX_ARGUMENTS = 64;

    /** Longest request that the agent accepts, in characters. */
    public static final int MAX_LENGTH = 64 * 1024;

    private static final String HELLO = "flipside 1 ";

    public ControlRequest {
        arguments = List.copyOf(arguments);
    }

    /** Sends the request. */
    void write(Writer out) throws IOException {
        out.write(HELLO + (interactive ? "terminal" : "plain") + "\n");
        out.write("=" + LineEscaping.escape(directory.toString()) + "\n");
        for (String argument : arguments) {
            out.write("=" + LineEscaping.escape(argument) + "\n");
        }
        out.write("\n");
        out.flush();
    }

    /**
     * Receives a request.
     *
     * @throws IOException if it is malformed or exceeds a limit
     */
    public static ControlRequest read(Reader in) throws IOException {
        BufferedReader lines = new BufferedReader(new LengthLimitedReader(in, MAX_LENGTH));
        String hello = required(lines.readLine());
        if (!hello.equals(HELLO + "terminal") && !hello.equals(HELLO + "plain")) {
            throw new IOException("not a request of this version of the control channel");
        }
        Path directory = Path.of(value(required(lines.readLine())));
        List<String> arguments = new ArrayList<>();
        for (String line = required(lines.readLine()); !line.isEmpty(); line = required(lines.readLine())) {
            if (arguments.size() == MAX_ARGUMENTS) {
                throw new IOException("more than " + MAX_ARGUMENTS + " arguments");
            }
            arguments.add(value(line));
        }
        return new ControlRequest(directory, hello.endsWith("terminal"), arguments);
    }

    private static String value(String line) throws IOException {
        if (!line.startsWith("=")) {
            throw new IOException("malformed request: '=' expected at the beginning of a line");
        }
        return LineEscaping.unescape(line.substring(1));
    }

    private static String required(@Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("the request ends too early");
        }
        return line;
    }
}
