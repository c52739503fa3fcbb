// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console.boundary;

import io.flipside.server.fleet.entity.Device;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One device in one deployment, for the console. */
public record ConsoleDeviceDeploymentRow(
        String deviceId,
        String deviceName,
        String deploymentId,
        String deploymentName,
        String artifactName,
        String status,
        Optional<String> substate,
        Optional<Integer> percent,
        Optional<String> reason,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> finished,
        Instant updated,
        boolean log) {
    private static final Pattern PERCENT = Pattern.compile("^([0-9]{1,2}|100) ?%.*");

    static ConsoleDeviceDeploymentRow of(DeviceDeployment job, Deployment deployment, @Nullable Device device) {
        return new ConsoleDeviceDeploymentRow(
                job.deviceId(),
                device == null ? job.deviceId() : device.name(),
                deployment.id(),
                deployment.name(),
                deployment.artifactName(),
                job.status().wire(),
                job.substate(),
                job.status() == DeviceDeploymentStatus.DOWNLOADING ? percent(job.substate()) : Optional.empty(),
                job.reason(),
                job.created(),
                job.started(),
                job.finished(),
                job.updated(),
                job.hasLog());
    }

    /** Our devices report their download like "42 % of 128.0 MiB, 12.3 MiB/s". */
    static Optional<Integer> percent(Optional<String> substate) {
        return substate.map(PERCENT::matcher).filter(Matcher::matches).map(found -> Integer.valueOf(found.group(1)));
    }
}
