// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import java.io.Closeable;
import java.io.IOException;

/** Locks a boot environment against other writers. */
@FunctionalInterface
public interface EnvironmentLock {
    /** For an environment that nobody else writes. */
    EnvironmentLock NONE = () -> () -> {};

    /** Waits for the lock; close what is returned to give it back. */
    Closeable hold() throws IOException;
}
