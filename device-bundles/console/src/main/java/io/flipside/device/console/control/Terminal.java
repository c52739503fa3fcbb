// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

/** Receives a command's output: results, messages, progress. */
public interface Terminal {
    /** Writes a line of the result. */
    void line(String text);

    /** Writes a line for people: what went wrong, or what to do now. */
    void error(String text);

    /** Shows a line that the next output replaces; does nothing unless {@link #interactive()}. */
    void progress(String text);

    /** Whether a person is watching on a terminal. */
    boolean interactive();
}
