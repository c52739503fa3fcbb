// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Holds the file that an artifact is written to. For standard output it is a temporary one, which is printed when it is
 * whole: an artifact begins with what is known only at its end.
 */
final class ArtifactOutput implements AutoCloseable {
    private static final int PIECE = 1 << 20;

    private final CommandEnvironment environment;
    private final Path file;
    private final Optional<TemporaryDirectory> directory;

    /**
     * Finds a place for it.
     *
     * @param target the file that the user named; empty for standard output
     */
    ArtifactOutput(CommandContext context, Optional<Path> target) throws IOException {
        this.environment = context.environment();
        if (target.isPresent()) {
            this.directory = Optional.empty();
            this.file = target.get();
        } else {
            var temporary = context.temporaryDirectory(environment.temporary().resolve("artifact.mender"));
            this.directory = Optional.of(temporary);
            this.file = temporary.resolve("artifact.mender");
        }
    }

    Path file() {
        return file;
    }

    /** Prints what has been written, if that is where it goes. */
    void finish() throws IOException {
        if (directory.isEmpty()) {
            return;
        }
        try (var in = Files.newInputStream(file)) {
            var out = environment.out();
            for (var piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                out.write(piece, 0, piece.length);
                if (out.checkError()) {
                    throw ToolException.failed("cannot write to standard output");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (directory.isPresent()) {
            directory.get().close();
        }
    }
}
