// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Holds the output streams and environment variables that a command runs with. */
public record CommandEnvironment(PrintStream out, PrintStream err, Map<String, String> variables) {
    /** Something that the user should know, though the command goes on. */
    public void warn(String text) {
        err.println("warning: " + text);
    }

    /** A non-empty environment variable. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Where large temporary files go that belong beside no other file. */
    public Path temporary() {
        return Path.of(variable("TMPDIR").orElse(System.getProperty("java.io.tmpdir")));
    }

    /** The time stamp that reproducible builds want on everything. */
    public Optional<Instant> sourceDate() throws ToolException {
        var text = variable("SOURCE_DATE_EPOCH");
        try {
            return text.map(Long::parseLong).map(Instant::ofEpochSecond);
        } catch (NumberFormatException | DateTimeException e) {
            throw new ToolException(
                    ExitCode.FAILED, "SOURCE_DATE_EPOCH is not a number of seconds: '" + text.orElse("") + "'", e);
        }
    }
}
