// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.health;

/** Enumerates the occasions on which a health check is run. */
public enum HealthCheckStage {
    /** Before an update is committed, again and again until all checks are healthy or the time for that has passed. */
    BEFORE_COMMIT,
    /** From time to time, while the device runs; this version of the engine does not run these yet. */
    WHILE_RUNNING
}
