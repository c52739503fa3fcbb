// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import java.time.Instant;
import java.util.Optional;

/** Holds a device deployment in Mender's JSON format. */
public record DeviceDeploymentView(
        String id,
        String status,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> finished,
        Optional<String> deviceType,
        Optional<String> substate,
        Optional<String> reason,
        boolean log) {}
