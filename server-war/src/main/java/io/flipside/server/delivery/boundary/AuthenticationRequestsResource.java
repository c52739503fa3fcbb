// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.control.JwtTokens;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.control.DeviceAdmission;
import io.flipside.server.fleet.control.DeviceAuthorization;
import io.flipside.server.fleet.control.DeviceAuthorization.AuthorizedDevice;
import io.flipside.server.fleet.entity.DevicePublicKey;
import io.flipside.server.fleet.entity.IdentityData;
import io.flipside.server.http.ClientAddress;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/**
 * Receives the authentication requests of devices, verifies their signatures, and answers accepted devices with a
 * token.
 */
@Path("devices/v1/authentication/auth_requests")
@RequestScoped
@AllowedRole(CallerRole.ANYONE)
public class AuthenticationRequestsResource {
    @Inject
    TransactionRunner transactions;

    @Inject
    DeviceAdmission admission;

    @Inject
    DeviceAuthorization authorization;

    @Inject
    ClientAddress addresses;

    @Inject
    JwtTokens tokens;

    @Inject
    @ConfigProperty(name = "flipside.device-token.seconds")
    long tokenSeconds;

    /** The signature is over the bytes as they came, so they are not parsed by anybody else first. */
    @POST
    @Operation(summary = "A device asks for a token; X-MEN-Signature signs the body")
    @SecurityRequirement(name = "device_signature")
    @APIResponse(responseCode = "200", description = "The token", content = @Content(mediaType = "application/jwt"))
    @APIResponse(responseCode = "401", description = "The signature is wrong, or the device is not accepted (yet)")
    @APIResponse(responseCode = "429", description = "Too many new devices at once")
    public Response authenticate(
            @HeaderParam("X-MEN-Signature") @Nullable String signature,
            @RequestBodySchema(AuthenticationRequest.class) byte[] body,
            @Context HttpServletRequest servletRequest) {
        JsonObject request = JsonCodec.object(new String(body, StandardCharsets.UTF_8), "the body");
        DevicePublicKey key = DevicePublicKey.parse(text(request, "pubkey"));
        if (!key.signed(body, decode(signature))) {
            throw ErrorResponseException.unauthorized("the signature does not fit the body and the key");
        }
        IdentityData identity = IdentityData.parse(text(request, "id_data"));
        String address = addresses.of(servletRequest);
        admission.admit(identity, key, address);
        AuthorizedDevice device = transactions
                .run(() -> authorization.requestAuthorization(identity, key, address))
                .orElseThrow(() -> ErrorResponseException.unauthorized(
                        "the device is not accepted (yet); accept it in the console"));
        JwtTokens.Claims claims = new JwtTokens.Claims(device.tokenId(), device.deviceId());
        // Raw bytes: the token becomes a header value as it is, so nothing may follow it.
        return Response.ok(
                        tokens.issue(CallerRole.DEVICE, claims, Duration.ofSeconds(tokenSeconds))
                                .getBytes(StandardCharsets.US_ASCII),
                        "application/jwt")
                .build();
    }

    /** Describes the body; {@code id_data} is JSON in a text. */
    record AuthenticationRequest(String idData, String pubkey, Optional<String> tenantToken) {}

    private static String text(JsonObject request, String name) {
        if (request.get(name) instanceof JsonString value) {
            return value.getString();
        }
        throw ErrorResponseException.badRequest("'" + name + "' must be a string");
    }

    private static byte[] decode(@Nullable String signature) {
        if (signature == null || signature.isBlank()) {
            throw ErrorResponseException.badRequest("the header X-MEN-Signature is missing");
        }
        try {
            return Base64.getDecoder().decode(signature.strip());
        } catch (IllegalArgumentException e) {
            throw ErrorResponseException.badRequest("the header X-MEN-Signature is not base64");
        }
    }
}
