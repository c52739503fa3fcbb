// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.control.JwtTokens;
import io.flipside.server.access.control.UserAccounts;
import io.flipside.server.access.entity.CallerRole;
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

/** Authenticates users by the bearer token of their requests, and refuses requests without a valid token. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class UserAuthenticationFilter implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Inject
    JwtTokens tokens;

    @Inject
    UserAccounts accounts;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!AllowedRoleLookup.of(resource).equals(java.util.Optional.of(CallerRole.USER))) {
            return;
        }
        JwtTokens.Claims claims = BearerToken.token(request)
                .flatMap(token -> tokens.check(CallerRole.USER, token))
                .filter(accounts::holds)
                .orElseThrow(() ->
                        ErrorResponseException.unauthorized("log in first: the token is missing, expired or revoked"));
        request.setProperty(RequestBodyFilter.CALLER, claims.subject());
        request.setSecurityContext(new AuthenticatedCaller(CallerRole.USER, claims.subject(), claims.id()));
    }
}
