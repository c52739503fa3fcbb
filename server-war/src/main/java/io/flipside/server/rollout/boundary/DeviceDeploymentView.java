// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Holds a device deployment in Mender's JSON format. */
public record DeviceDeploymentView(
        String id,
        @Schema(implementation = DeviceDeploymentStatus.class) String status,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> finished,
        Optional<String> deviceType,
        Optional<String> substate,
        Optional<String> reason,
        boolean log) {}
