// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.http.ErrorResponseException;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Holds the identity of a caller whose token was verified.
 *
 * @param kind person or device
 * @param id the person's or device's id
 * @param tokenId id of the token
 */
public record AuthenticatedCaller(CallerRole kind, String id, String tokenId) implements SecurityContext, Principal {
    @Override
    public Principal getUserPrincipal() {
        return this;
    }

    @Override
    public String getName() {
        return id;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return "BEARER";
    }

    /** The caller of a resource that is not open to anyone. */
    public static AuthenticatedCaller of(SecurityContext context) {
        // The context that a resource gets is a proxy of the real one; the principal is not.
        if (context.getUserPrincipal() instanceof AuthenticatedCaller identified) {
            return identified;
        }
        throw ErrorResponseException.unauthorized("a token is needed");
    }
}
