// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a new artifact goes, and in which format version. */
public final class OutputOptions {
    private static final String DEFAULT = "artifact.mender";

    @Option(
            names = {"--output-path", "-o"},
            paramLabel = "FILE",
            description = "Where the artifact goes. Without it: " + DEFAULT + ".")
    Path path = Path.of(DEFAULT);

    @Option(
            names = {"--version", "-v"},
            paramLabel = "N",
            description = "Format version, 2 or 3. Without it: 3.")
    int formatVersion = 3;

    /** The output, in a directory that exists. */
    public Path path() throws ToolException {
        return requireDirectory(path);
    }

    public int formatVersion() {
        return formatVersion;
    }

    /** The same path, if a file can be put there. */
    public static Path requireDirectory(Path output) throws ToolException {
        var directory = output.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new ToolException(
                    ExitCode.CANNOT_CREATE_OUTPUT, "cannot create " + output + ": no directory " + directory);
        }
        if (Files.exists(output) && !Files.isRegularFile(output) && !Files.isDirectory(output)) {
            throw new ToolException(
                    ExitCode.CANNOT_CREATE_OUTPUT,
                    "cannot create " + output
                            + ": it is a device or a pipe; name a file, an artifact is written in several passes");
        }
        if (!Files.isWritable(directory) || Files.isDirectory(output)) {
            throw new ToolException(
                    ExitCode.CANNOT_CREATE_OUTPUT,
                    "cannot create " + output + ": "
                            + (Files.isDirectory(output) ? "it is a directory" : directory + " is not writable"));
        }
        return output;
    }
}
