// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

import org.osgi.annotation.versioning.ConsumerType;

/** Receives the status of an update whenever its phase or download progress changes; register it as a service. */
@ConsumerType
@FunctionalInterface
public interface UpdateListener {
    /** Called on the engine's thread at every change of phase, and while bytes arrive a few times a second. Must not block. */
    void changed(UpdateStatus status);
}
