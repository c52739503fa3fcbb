// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import java.util.UUID;

/** A name of the running process that no other process has, and that outlives the engine's class loader. */
final class ThisProcess {
    private static final String PROPERTY = "io.flipside.process";

    private ThisProcess() {}

    static String name() {
        return System.getProperties()
                .computeIfAbsent(PROPERTY, key -> UUID.randomUUID().toString())
                .toString();
    }
}
