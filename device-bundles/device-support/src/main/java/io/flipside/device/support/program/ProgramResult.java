// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.program;

import java.util.List;
import java.util.Optional;

/**
 * Holds the exit code of a program and the beginning of its output.
 *
 * @param exit its exit code; empty if it had not ended when its time was over
 * @param output the beginning of its standard output
 * @param error the beginning of its standard error
 * @param outputCut whether its standard output was longer than what is kept
 */
public record ProgramResult(Optional<Integer> exit, String output, String error, boolean outputCut) {
    /** Lists the lines of the standard error that are not blank. */
    public List<String> errorLines() {
        return error.lines().filter(line -> !line.isBlank()).toList();
    }
}
