// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.config;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Describes a fault in a configuration, and is registered as a service until the fault is repaired. Meanwhile no
 * installation begins and a trial ends in the old system, because a misspelt key may have switched a protection off;
 * everything else goes on, so that the device
 * can be repaired. Immutable.
 */
@ProviderType
public interface ConfigurationFault {
    /** Returns the PID of the faulty configuration, for example {@code io.flipside.engine}. */
    String pid();

    /** Returns one line for people: PID, key, value, and what is allowed. It contains no secret. */
    String message();
}
