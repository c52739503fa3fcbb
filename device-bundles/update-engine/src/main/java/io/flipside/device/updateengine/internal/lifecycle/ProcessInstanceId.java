// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.lifecycle;

import java.util.UUID;

/** A name of the running process that no other process has, and that outlives the engine's class loader. */
public final class ProcessInstanceId {
    private static final String PROPERTY = "io.flipside.process";

    private ProcessInstanceId() {}

    public static String value() {
        return System.getProperties()
                .computeIfAbsent(PROPERTY, key -> UUID.randomUUID().toString())
                .toString();
    }
}
