// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Declares the options that every subcommand accepts: compression, progress, temporary files. */
public final class GlobalOptions {
    @Option(
            names = "--compression",
            scope = ScopeType.INHERIT,
            paramLabel = "HOW",
            description = "Compress with none, gzip, lzma (xz) or zstd (also zstd_fastest, zstd_fast, zstd_better,"
                    + " zstd_best). A new artifact is compressed with gzip, a changed one as it was before.")
    Optional<String> compression = Optional.empty();

    @Option(
            names = "--no-progress",
            scope = ScopeType.INHERIT,
            description = "Show no progress bar. It is shown on a terminal only.")
    boolean noProgress;

    @Option(
            names = "--tmp",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "Put temporary files there. Without it: beside the artifact, or in $TMPDIR if it is printed.")
    Optional<Path> temporary = Optional.empty();

    /** How to compress, if the user said so. */
    public Optional<CompressionChoice> compression() throws ToolException {
        var name = EmptyOptionFilter.text(compression);
        return name.isPresent() ? Optional.of(CompressionChoice.named(name.get())) : Optional.empty();
    }

    /** The directory for temporary files, if the user named one. */
    public Optional<Path> temporary() throws ToolException {
        var directory = EmptyOptionFilter.file(temporary);
        if (directory.isPresent() && !Files.isDirectory(directory.get())) {
            throw ToolException.failed("--tmp: there is no directory " + directory.get());
        }
        return directory;
    }

    public boolean progress() {
        return !noProgress;
    }
}
