// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console.boundary;

import io.flipside.server.fleet.entity.Device;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import io.flipside.server.rollout.entity.DownloadProgress;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Holds a device deployment as JSON for the web console. */
public record ConsoleDeviceDeploymentRow(
        String deviceId,
        String deviceName,
        String deploymentId,
        String deploymentName,
        String artifactName,
        @Schema(implementation = DeviceDeploymentStatus.class) String status,
        Optional<String> substate,
        Optional<Integer> percent,
        Optional<Long> bytesDone,
        Optional<Long> bytesTotal,
        Optional<Long> bytesPerSecond,
        Optional<String> reason,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> finished,
        Instant updated,
        boolean log) {
    static ConsoleDeviceDeploymentRow of(DeviceDeployment one, Deployment deployment, @Nullable Device device) {
        DownloadProgress progress =
                one.status() == DeviceDeploymentStatus.DOWNLOADING ? one.progress() : new DownloadProgress();
        return new ConsoleDeviceDeploymentRow(
                one.deviceId(),
                device == null ? one.deviceId() : device.name(),
                deployment.id(),
                deployment.name(),
                deployment.artifactName(),
                one.status().wire(),
                one.substate(),
                progress.percent(),
                progress.done(),
                progress.total(),
                progress.rate(),
                one.reason(),
                one.created(),
                one.started(),
                one.finished(),
                one.updated(),
                one.hasLog());
    }
}
