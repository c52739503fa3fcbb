// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.util.Optional;

/**
 * Holds the device type, and the names of the artifact and artifact group installed when the update began.
 *
 * @param artifactName the artifact's name
 * @param artifactGroup the artifact group, if there was one
 * @param deviceType the device's type
 */
public record DeviceBeforeUpdate(String artifactName, Optional<String> artifactGroup, String deviceType) {
    /** Stands where nothing is known of it. */
    public static final DeviceBeforeUpdate UNKNOWN = new DeviceBeforeUpdate("unknown", Optional.empty(), "unknown");
}
