// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Deny by default: a resource that does not name its audience, or whose gate is missing, is closed. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AudienceGate implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean open = Audiences.of(resource)
                .map(caller -> caller == Audience.Caller.ANYONE || isOne(request, caller))
                .orElse(false);
        if (!open) {
            throw Refusal.forbidden("this address is not open to you");
        }
    }

    private static boolean isOne(ContainerRequestContext request, Audience.Caller kind) {
        return request.getSecurityContext() instanceof Identified identified && identified.kind() == kind;
    }
}
