// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import java.io.IOException;

/** One command; returns an {@link Exit} code. */
@FunctionalInterface
interface Command {
    int run(Invocation invocation) throws IOException, InterruptedException;
}
