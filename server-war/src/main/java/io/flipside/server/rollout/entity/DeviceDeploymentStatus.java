// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.entity;

import io.flipside.server.http.ApiName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Enumerates the statuses of a device deployment, with Mender's names. A device may report any of them in any order:
 * only what the server decided itself (aborted, decommissioned) cannot be taken back.
 */
public enum DeviceDeploymentStatus implements ApiName {
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

    public static final Set<DeviceDeploymentStatus> ALL = Set.of(values());

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

    @Override
    public String wire() {
        String words = name().toLowerCase(Locale.ROOT);
        return this == ALREADY_INSTALLED ? "already-installed" : words;
    }

    /** The statuses that people ask for by one word: one of them, or all that are active, finished or a pause. */
    public static Optional<Set<DeviceDeploymentStatus>> asked(String word) {
        Set<DeviceDeploymentStatus> found =
                ALL.stream().filter(status -> status.isMeantBy(word)).collect(Collectors.toSet());
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private boolean isMeantBy(String word) {
        return switch (word) {
            case "active" -> active;
            case "finished" -> !active;
            case "pause" -> name().startsWith("PAUSE");
            default -> wire().equals(word);
        };
    }

    /** A status that a device may report. */
    public static Optional<DeviceDeploymentStatus> reported(String wire) {
        return Arrays.stream(values())
                .filter(status -> status.reportable && status.wire().equals(wire))
                .findFirst();
    }
}
