// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.access.control.Tokens;
import io.flipside.server.fleet.control.Devices;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.http.Audience.Caller;
import io.flipside.server.http.Audiences;
import io.flipside.server.http.Bearer;
import io.flipside.server.http.Identified;
import io.flipside.server.http.Refusal;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/**
 * Lets admitted devices through to what is meant for devices. Any doubt is a 401: it alone makes a device authenticate
 * anew.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class DeviceGate implements ContainerRequestFilter {
    static final String DEVICE = "io.flipside.device";

    @Context
    ResourceInfo resource;

    @Inject
    Tokens tokens;

    @Inject
    Devices devices;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!Audiences.of(resource).equals(Optional.of(Caller.DEVICE))) {
            return;
        }
        Tokens.Claims claims = Bearer.token(request)
                .flatMap(token -> tokens.check(Caller.DEVICE, token))
                .orElseThrow(DeviceGate::refused);
        Device device = devices.find(claims.subject())
                .filter(found -> found.admits(claims.id()))
                .orElseThrow(DeviceGate::refused);
        request.setSecurityContext(new Identified(Caller.DEVICE, device.id(), claims.id()));
        request.setProperty(DEVICE, device);
    }

    private static Refusal refused() {
        return Refusal.unauthorized("authenticate first: the token is missing, expired, or the device is not accepted");
    }
}
