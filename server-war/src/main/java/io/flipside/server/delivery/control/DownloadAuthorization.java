// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.control;

import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.release.control.DownloadLinkIssuer;
import io.flipside.server.release.control.DownloadLinkIssuer.DeviceClaim;
import io.flipside.server.rollout.control.DeviceDeploymentRepository;
import io.flipside.server.rollout.entity.DeviceDeployment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Verifies a download link. That of a device ends with its device deployment, and when the device is rejected. */
@ApplicationScoped
public class DownloadAuthorization {
    @Inject
    DownloadLinkIssuer links;

    @Inject
    DeviceRepository devices;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    /** Whether the link with these parameters leads to the artifact now. */
    public boolean allows(String artifact, Instant expires, String signature, Optional<String> deviceDeployment) {
        return deviceDeployment.isEmpty()
                ? links.valid(artifact, Optional.empty(), expires, signature)
                : claim(deviceDeployment.get())
                        .filter(claim -> links.valid(artifact, Optional.of(claim), expires, signature))
                        .isPresent();
    }

    private Optional<DeviceClaim> claim(String deviceDeployment) {
        return deviceDeployments
                .find(deviceDeployment)
                .filter(DeviceDeployment::isActive)
                .flatMap(active -> devices.find(active.deviceId()))
                .flatMap(Device::tokenId)
                .map(token -> new DeviceClaim(deviceDeployment, token));
    }
}
