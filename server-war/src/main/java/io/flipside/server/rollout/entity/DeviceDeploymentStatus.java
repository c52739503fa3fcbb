// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Enumerates the statuses of a device deployment, with Mender's names. A device may report any of them in any order:
 * only what the server decided itself (aborted, decommissioned) cannot be taken back.
 */
public enum DeviceDeploymentStatus {
    PENDING(true, false),
    DOWNLOADING(true, true),
    INSTALLING(true, true),
    REBOOTING(true, true),
    PAUSE_BEFORE_INSTALLING(true, true),
    PAUSE_BEFORE_REBOOTING(true, true),
    PAUSE_BEFORE_COMMITTING(true, true),
    SUCCESS(false, true),
    FAILURE(false, true),
    ALREADY_INSTALLED(false, true),
    NOARTIFACT(false, false),
    ABORTED(false, false),
    DECOMMISSIONED(false, false);

    private final boolean active;
    private final boolean reportable;

    DeviceDeploymentStatus(boolean active, boolean reportable) {
        this.active = active;
        this.reportable = reportable;
    }

    /** Whether the device still has something to do. */
    public boolean active() {
        return active;
    }

    /** Tells whether the server ended the device deployment, not the device. */
    public boolean isEndedByServer() {
        return this == ABORTED || this == DECOMMISSIONED;
    }

    public String wire() {
        String words = name().toLowerCase(Locale.ROOT);
        return this == ALREADY_INSTALLED ? "already-installed" : words;
    }

    /** A status that a device may report. */
    public static Optional<DeviceDeploymentStatus> reported(String wire) {
        return Arrays.stream(values())
                .filter(status -> status.reportable && status.wire().equals(wire))
                .findFirst();
    }
}
