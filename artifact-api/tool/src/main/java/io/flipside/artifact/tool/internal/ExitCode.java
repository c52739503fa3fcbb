// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal;

/** Enumerates the exit codes of the artifact tool; build scripts made for mender-artifact rely on the numbers. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    CANNOT_CREATE_OUTPUT(2),
    NO_SUCH_FILE(3),
    BAD_ARTIFACT(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
