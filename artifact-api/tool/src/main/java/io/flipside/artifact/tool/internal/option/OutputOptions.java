// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Declares the options for the output file and the format version, and checks that the output can be created. */
public final class OutputOptions {
    private static final String DEFAULT = "artifact.mender";
    private static final Set<String> STANDARD_OUTPUT = Set.of("-", "/dev/stdout");

    @Option(
            names = {"--output-path", "-o"},
            paramLabel = "FILE",
            description = "Where the artifact goes; - is standard output. Without it: " + DEFAULT + ".")
    String path = DEFAULT;

    @Option(
            names = {"--version", "-v"},
            paramLabel = "N",
            description = "Format version, 2 or 3. Without it: 3.")
    int formatVersion = 3;

    /** The output, in a directory that exists; none of the files that are read. Empty: standard output. */
    public Optional<Path> path(List<Path> inputs) throws IOException {
        // Build scripts pass empty variables.
        return target(path.isEmpty() ? DEFAULT : path, inputs);
    }

    /** The same for an output of this name; what stands for standard output is no file that could be replaced. */
    public static Optional<Path> target(String name, List<Path> inputs) throws IOException {
        if (STANDARD_OUTPUT.contains(name)) {
            return Optional.empty();
        }
        var output = requireDirectory(Path.of(name));
        requireOther(output, inputs);
        return Optional.of(output);
    }

    /** Refuses an output that would replace one of the inputs, under whatever name. */
    public static void requireOther(Path output, List<Path> inputs) throws IOException {
        for (var input : inputs) {
            if (Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
                throw ToolException.failed("the output " + output + " would replace the input " + input
                        + ": they are the same file; name another output");
            }
        }
    }

    public int formatVersion() {
        return formatVersion;
    }

    /** The same path, if a file can be put there, or behind the link that is there. */
    public static Path requireDirectory(Path output) throws IOException {
        if (Files.isDirectory(output)) {
            throw ToolException.failed("cannot create " + output + ": it is a directory");
        }
        var place = Files.exists(output) ? output.toRealPath() : output;
        var directory = place.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new ToolException(
                    ExitCode.CANNOT_CREATE_OUTPUT, "cannot create " + output + ": no directory " + directory);
        }
        if (Files.exists(output) && !Files.isRegularFile(output)) {
            throw new ToolException(
                    ExitCode.CANNOT_CREATE_OUTPUT,
                    "cannot create " + output
                            + ": it is a device or a pipe; name a file, an artifact is written in several passes");
        }
        if (!Files.isWritable(directory)) {
            throw new ToolException(
                    ExitCode.CANNOT_CREATE_OUTPUT, "cannot create " + output + ": " + directory + " is not writable");
        }
        return output;
    }
}
