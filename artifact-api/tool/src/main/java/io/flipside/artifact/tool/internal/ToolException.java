// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal;

import java.io.IOException;

/** Reports that a command failed, with a message for the user and an exit code for the calling script. */
public final class ToolException extends IOException {
    private static final long serialVersionUID = 1L;
    private final ExitCode exitCode;

    public ToolException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ToolException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The usual failure. */
    public static ToolException failed(String message) {
        return new ToolException(ExitCode.FAILED, message);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
