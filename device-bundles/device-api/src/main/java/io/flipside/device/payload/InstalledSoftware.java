// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.util.Optional;

/**
 * Says what was installed on the device when the update began.
 *
 * @param artifactName the artifact's name
 * @param artifactGroup the artifact group, if there was one
 * @param deviceType the device's type
 */
public record InstalledSoftware(String artifactName, Optional<String> artifactGroup, String deviceType) {
    /** Stands where nothing is known of it. */
    public static final InstalledSoftware UNKNOWN = new InstalledSoftware("unknown", Optional.empty(), "unknown");
}
