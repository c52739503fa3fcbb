// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/** Reads and writes the variables that the bootloader shares with the running system. Thread-safe. */
public interface BootEnvironment {
    /** All variables. */
    SortedMap<String, String> read() throws IOException;

    /** Sets all of these, or none; durable on return, also if they have these values already. */
    void write(Map<String, String> changes) throws IOException;
}
