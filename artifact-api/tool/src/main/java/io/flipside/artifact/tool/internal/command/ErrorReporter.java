// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.text.TerminalEscaping;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Prints an exception as one line for the user and returns the exit code for the calling script. */
final class ErrorReporter {
    /** All that Java says of a full disk. */
    private static final String FULL = "No space left on device";

    private ErrorReporter() {}

    static int report(Exception thrown, PrintStream err) throws Exception {
        if (thrown instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return report(unchecked.getCause(), err);
        }
        if (!(thrown instanceof IOException failure)) {
            throw thrown;
        }
        err.println(TerminalEscaping.of(message(failure)));
        return (failure instanceof ToolException expected ? expected.exitCode() : ExitCode.FAILED).number();
    }

    /** The message of a file system's exception is often a bare path. */
    static String message(IOException e) {
        if (e instanceof FileSystemException failure && failure.getReason() == null) {
            return failure.getFile() + ": " + reason(failure);
        }
        if (e instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        if (FULL.equals(e.getMessage())) {
            return FULL
                    + "; a change takes room for the artifact, and for its image, beside the artifact, or where --tmp"
                    + " says";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        return e instanceof DirectoryNotEmptyException
                ? "directory not empty"
                : e.getClass().getSimpleName();
    }
}
