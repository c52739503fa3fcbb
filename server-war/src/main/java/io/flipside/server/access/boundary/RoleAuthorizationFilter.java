// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.http.ErrorResponseException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Denies every request whose caller lacks the role that the resource declares. A resource that declares no role is
 * closed to everybody; so is one whose authentication filter is missing, unless it is open to anyone.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class RoleAuthorizationFilter implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean open = AllowedRoleLookup.of(resource)
                .map(caller -> caller == CallerRole.ANYONE || isOne(request, caller))
                .orElse(false);
        if (!open) {
            throw ErrorResponseException.forbidden("this address is not open to you");
        }
    }

    private static boolean isOne(ContainerRequestContext request, CallerRole kind) {
        return request.getSecurityContext() instanceof AuthenticatedCaller identified && identified.kind() == kind;
    }
}
