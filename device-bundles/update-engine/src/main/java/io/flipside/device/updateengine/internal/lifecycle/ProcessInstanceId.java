// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.lifecycle;

import java.util.UUID;

/**
 * Returns a random id of the running process that outlives a replacement of the engine's bundle. It is kept in a system
 * property.
 */
public final class ProcessInstanceId {
    private static final String PROPERTY = "io.flipside.process";

    private ProcessInstanceId() {}

    public static String value() {
        return System.getProperties()
                .computeIfAbsent(PROPERTY, key -> UUID.randomUUID().toString())
                .toString();
    }
}
