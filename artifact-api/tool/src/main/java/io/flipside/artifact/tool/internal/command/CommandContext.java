// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.image.TemporaryDirectory;
import io.flipside.artifact.tool.internal.option.GlobalOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Holds the environment and the global options with which every subcommand is created. */
record CommandContext(CommandEnvironment environment, GlobalOptions options) {
    /** A new directory for temporary files: where the user wants them, else beside a file, where there is room for as much. */
    TemporaryDirectory temporaryDirectory(Path file) throws IOException {
        var wanted = options.temporary();
        return new TemporaryDirectory(wanted.isPresent() ? wanted.get().resolve(file.getFileName()) : file);
    }
}
