// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.health;

/** Grades the health of a part of the system on the scale of Felix Health Checks. */
public enum HealthStatus {
    /** It works. */
    OK(0, true),
    /** It works, but somebody should look at it. */
    WARN(1, true),
    /** It does not work yet, or not just now. */
    TEMPORARILY_UNAVAILABLE(2, false),
    /** It does not work. */
    CRITICAL(3, false),
    /** The check itself failed, so that nothing is known. */
    HEALTH_CHECK_ERROR(4, false);

    private final int severity;
    private final boolean healthy;

    HealthStatus(int severity, boolean healthy) {
        this.severity = severity;
        this.healthy = healthy;
    }

    /** Returns whether an update may be committed with it. */
    public boolean healthy() {
        return healthy;
    }

    /** Returns how bad it is: the higher, the worse. */
    public int severity() {
        return severity;
    }
}
