// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import io.flipside.artifact.tool.internal.command.CommandLineTool;

/** Entry point of the runnable jar. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLineTool(System.out, System.err, System.getenv()).run(args));
    }
}
