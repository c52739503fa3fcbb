// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import java.io.IOException;

/** Runs one command of the device console and returns its {@link ExitCode}. */
@FunctionalInterface
interface ConsoleCommand {
    int run(CommandInvocation invocation) throws IOException, InterruptedException;
}
