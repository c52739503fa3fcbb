// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.access.boundary.AllowedRoleLookup;
import io.flipside.server.access.boundary.AuthenticatedCaller;
import io.flipside.server.access.boundary.BearerToken;
import io.flipside.server.access.control.JwtTokens;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.RequestBodyFilter;
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
 * Authenticates devices by the bearer token of their requests, and refuses devices that are not accepted. Any doubt is
 * a 401: it alone makes a device authenticate anew.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class DeviceAuthenticationFilter implements ContainerRequestFilter {
    static final String DEVICE = "io.flipside.device";

    @Context
    ResourceInfo resource;

    @Inject
    JwtTokens tokens;

    @Inject
    DeviceRepository devices;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!AllowedRoleLookup.of(resource).equals(Optional.of(CallerRole.DEVICE))) {
            return;
        }
        JwtTokens.Claims claims = BearerToken.token(request)
                .flatMap(token -> tokens.check(CallerRole.DEVICE, token))
                .orElseThrow(DeviceAuthenticationFilter::refused);
        Device device = devices.find(claims.subject())
                .filter(found -> found.tokenId().filter(claims.id()::equals).isPresent())
                .orElseThrow(DeviceAuthenticationFilter::refused);
        request.setProperty(RequestBodyFilter.CALLER, device.id());
        request.setSecurityContext(new AuthenticatedCaller(CallerRole.DEVICE, device.id(), claims.id()));
        request.setProperty(DEVICE, device);
    }

    private static ErrorResponseException refused() {
        return ErrorResponseException.unauthorized(
                "authenticate first: the token is missing, expired, or the device is not accepted");
    }
}
