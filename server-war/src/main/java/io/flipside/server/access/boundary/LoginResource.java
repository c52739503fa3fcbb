// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.control.UserAccounts;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.http.ErrorResponseException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Serves the login and logout of users. */
@Path("management/v1/useradm/auth")
@RequestScoped
@AllowedRole(CallerRole.USER)
public class LoginResource {
    @Inject
    TransactionRunner transactions;

    @Inject
    UserAccounts accounts;

    /** The answer is the token alone: clients send it back as it is. */
    @POST
    @Path("login")
    @AllowedRole(CallerRole.ANYONE)
    @Operation(summary = "Log in with Basic authentication; the answer is a token")
    public Response logIn(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServletRequest request) {
        Credentials given = Credentials.parse(authorization).orElseThrow(LoginResource::refused);
        String token = transactions
                .run(() -> accounts.logIn(given.email(), given.password(), request.getRemoteAddr()))
                .orElseThrow(LoginResource::refused);
        return Response.ok(token, "application/jwt").build();
    }

    @POST
    @Path("logout")
    @Operation(summary = "Revoke the token that this request bears")
    public Response logOut(@Context SecurityContext caller) {
        String token = AuthenticatedCaller.of(caller).tokenId();
        transactions.run(() -> accounts.logOut(token));
        return Response.accepted().build();
    }

    private static ErrorResponseException refused() {
        return ErrorResponseException.unauthorized("wrong e-mail address or password");
    }

    private record Credentials(String email, String password) {
        static Optional<Credentials> parse(@Nullable String header) {
            if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6) || header.length() > 4096) {
                return Optional.empty();
            }
            try {
                String text = new String(
                        Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                return colon < 0
                        ? Optional.empty()
                        : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
