// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.payload;

import java.util.List;
import java.util.Optional;

/**
 * Describes the artifact of the current update with all its payloads.
 *
 * @param name the artifact's name
 * @param group the artifact group, if it has one
 * @param headerInfo the header's header-info, a JSON object as text
 * @param payloads the payloads in their order; today's engine accepts exactly one
 */
public record ArtifactDescription(
        String name, Optional<String> group, String headerInfo, List<PayloadDescription> payloads) {
    public ArtifactDescription {
        payloads = List.copyOf(payloads);
    }

    /** Describes an artifact without a group, whose header-info is empty. */
    public static ArtifactDescription of(String name, PayloadDescription... payloads) {
        return new ArtifactDescription(name, Optional.empty(), "{}", List.of(payloads));
    }
}
