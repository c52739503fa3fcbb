// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether the new system works. Before a commit, all registered checks are asked again and again until all are
 * content, or until the time for that has passed, which fails the update.
 */
@ConsumerType
@FunctionalInterface
public interface HealthCheck {
    /** What is wrong, or empty if all is well. Ends within seconds. */
    Optional<String> complaint();
}
