// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.SequentialFileInput;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Creates a temporary directory for one command and deletes it when closed. */
public final class TemporaryDirectory implements AutoCloseable {
    private final Path path;

    /** Beside a file, or where temporary files go if that is not allowed. */
    public TemporaryDirectory(Path file) throws IOException {
        var beside = (Files.exists(file) ? file.toRealPath() : file.toAbsolutePath()).getParent();
        path = beside != null && Files.isWritable(beside)
                ? Files.createTempDirectory(beside, ".flipside-artifact-")
                : Files.createTempDirectory("flipside-artifact-");
    }

    /** A file in it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The file itself, or what comes through a pipe, copied to a file: debugfs takes nothing else. */
    public Path regular(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            return file;
        }
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw ToolException.failed(file + ": " + (Files.exists(file) ? "is a directory" : "no such file"));
        }
        var copy = resolve("piped");
        try (var in = SequentialFileInput.open(file)) {
            Files.copy(in, copy);
        }
        return copy;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
