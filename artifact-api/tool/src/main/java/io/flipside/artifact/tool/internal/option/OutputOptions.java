// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.Defaults;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a new artifact goes, and in which format version. */
public final class OutputOptions {
    @Option(
            names = {"--output-path", "-o"},
            paramLabel = "FILE",
            description = "Where the artifact goes. Without it: " + Defaults.OUTPUT + ".")
    Path path = Path.of(Defaults.OUTPUT);

    @Option(
            names = {"--version", "-v"},
            paramLabel = "N",
            description = "Format version, 2 or 3. Without it: 3.")
    int formatVersion = Defaults.FORMAT_VERSION;

    public Path path() {
        return path;
    }

    public int formatVersion() {
        return formatVersion;
    }
}
