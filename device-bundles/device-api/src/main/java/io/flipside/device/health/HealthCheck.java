// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.health;

import java.time.Duration;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Checks whether a part of the system works. Register it as a service. Thread-safe. */
@ConsumerType
public interface HealthCheck {
    /** Names the check in logs and messages; at most a few words. */
    String name();

    /** Says when the check is run. */
    default Set<HealthCheckStage> stages() {
        return Set.of(HealthCheckStage.BEFORE_COMMIT);
    }

    /** Says how long one run may take; one that takes longer is interrupted and counts as {@link HealthStatus#HEALTH_CHECK_ERROR}. */
    default Duration timeout() {
        return Duration.ofSeconds(30);
    }

    /**
     * Runs the check; it may block, and ends soon after an interrupt.
     *
     * @throws InterruptedException if it was interrupted
     */
    HealthResult check() throws InterruptedException;
}
