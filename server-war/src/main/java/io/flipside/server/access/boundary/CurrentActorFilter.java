// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.Actor;
import io.flipside.server.change.CurrentActor;
import io.flipside.server.http.ClientAddress;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Sets the current actor of a request after its authentication. */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public class CurrentActorFilter implements ContainerRequestFilter {
    @Inject
    CurrentActor current;

    @Inject
    ClientAddress addresses;

    @Context
    HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        String address = addresses.of(servletRequest);
        current.set(
                request.getSecurityContext() instanceof AuthenticatedCaller caller
                        ? new Actor(kind(caller.kind()), caller.id(), address)
                        : new Actor(Actor.Kind.ANYONE, "", address));
    }

    private static Actor.Kind kind(CallerRole role) {
        return switch (role) {
            case USER -> Actor.Kind.USER;
            case DEVICE -> Actor.Kind.DEVICE;
            case ANYONE -> Actor.Kind.ANYONE;
        };
    }
}
