// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.control.PasswordChecker;
import io.flipside.server.access.control.UserAccounts;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.access.entity.User;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.http.ClientAddress;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** Serves the login and logout of users. */
@Path("management/v1/useradm/auth")
@RequestScoped
@AllowedRole(CallerRole.USER)
public class LoginResource {
    private static final Logger LOG = System.getLogger(LoginResource.class.getName());

    @Inject
    TransactionRunner transactions;

    @Inject
    UserAccounts accounts;

    @Inject
    PasswordChecker passwords;

    @Inject
    ClientAddress addresses;

    /** The answer is the token alone: clients send it back as it is. */
    @POST
    @Path("login")
    @AllowedRole(CallerRole.ANYONE)
    @Operation(summary = "Log in with Basic authentication; the answer is a token")
    @SecurityRequirement(name = "login")
    @APIResponse(responseCode = "200", description = "The token", content = @Content(mediaType = "application/jwt"))
    @APIResponse(responseCode = "401", description = "Wrong e-mail address or password")
    @APIResponse(responseCode = "429", description = "Too many wrong passwords, or too many logins at once")
    public Response logIn(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServletRequest request) {
        Credentials given = Credentials.parse(authorization).orElseThrow(LoginResource::refused);
        String address = addresses.of(request);
        Optional<User> user = accounts.byEmail(given.email());
        Optional<String> hash = user.map(User::passwordHash);
        if (!passwords.matches(given.password(), user, given.email(), address)) {
            LOG.log(Level.WARNING, "login refused: wrong e-mail address or password, from " + address);
            throw refused();
        }
        String token = transactions
                .run(() -> accounts.issueToken(user.orElseThrow().id(), hash.orElseThrow(), address))
                .orElseThrow(LoginResource::refused);
        return Response.ok(token, "application/jwt").build();
    }

    @POST
    @Path("logout")
    @Operation(summary = "Revoke the token that this request bears")
    @APIResponse(responseCode = "202", description = "The token is worth nothing now")
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
