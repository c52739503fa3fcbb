// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.testing;

import io.flipside.artifact.tool.internal.command.ArtifactCommandLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Our tool, without the cost of a JVM per command. */
public final class OurTool {
    private final Map<String, String> environment;

    public OurTool() {
        this(Map.of());
    }

    /** With environment variables on top of the test's own. */
    public OurTool(Map<String, String> variables) {
        environment = new HashMap<>(System.getenv());
        environment.putAll(variables);
    }

    public Outcome run(Object... arguments) {
        var words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = new ArtifactCommandLine(
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment)
                .run(words);
        var what = "flipside-artifact " + String.join(" ", words);
        return new Outcome(what, exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }
}
