// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.control.Accounts;
import io.flipside.server.access.control.Tokens;
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

/** Lets people with a valid token through to what is meant for people. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class UserGate implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Inject
    Tokens tokens;

    @Inject
    Accounts accounts;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!Audiences.of(resource).equals(java.util.Optional.of(Caller.USER))) {
            return;
        }
        Tokens.Claims claims = Bearer.token(request)
                .flatMap(token -> tokens.check(Caller.USER, token))
                .filter(accounts::holds)
                .orElseThrow(() -> Refusal.unauthorized("log in first: the token is missing, expired or revoked"));
        request.setSecurityContext(new Identified(Caller.USER, claims.subject(), claims.id()));
    }
}
