// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.access.control.Tokens;
import io.flipside.server.fleet.control.Admission;
import io.flipside.server.fleet.control.Admission.Admitted;
import io.flipside.server.fleet.entity.DeviceKey;
import io.flipside.server.fleet.entity.Identity;
import io.flipside.server.http.Audience;
import io.flipside.server.http.Audience.Caller;
import io.flipside.server.http.Json;
import io.flipside.server.http.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A device shows who it is and proves that it owns a key. If it was accepted, the answer is its token. */
@Path("devices/v1/authentication/auth_requests")
@RequestScoped
@Audience(Caller.ANYONE)
public class AuthRequestsResource {
    private static final int LONGEST_BODY = 1 << 16;

    @Inject
    Admission admission;

    @Inject
    Tokens tokens;

    @Inject
    @ConfigProperty(name = "flipside.device-token.seconds")
    long tokenSeconds;

    /** The signature is over the bytes as they came, so they are not parsed by anybody else first. */
    @POST
    @Operation(summary = "A device asks for a token; X-MEN-Signature signs the body")
    public Response authenticate(@HeaderParam("X-MEN-Signature") @Nullable String signature, byte[] body) {
        if (body.length > LONGEST_BODY) {
            throw Refusal.tooLarge("an authorisation request has at most " + LONGEST_BODY + " bytes");
        }
        JsonObject request = Json.object(new String(body, StandardCharsets.UTF_8), "the body");
        DeviceKey key = DeviceKey.parse(text(request, "pubkey"));
        if (!key.signed(body, decode(signature))) {
            throw Refusal.unauthorized("the signature does not fit the body and the key");
        }
        Identity identity = Identity.parse(text(request, "id_data"));
        Admitted admitted = admission
                .showPatiently(identity, key)
                .orElseThrow(() -> Refusal.unauthorized("the device is not accepted (yet); accept it in the console"));
        Tokens.Claims claims = new Tokens.Claims(admitted.authSetId(), admitted.deviceId());
        // Raw bytes: the token becomes a header value as it is, so nothing may follow it.
        return Response.ok(
                        tokens.issue(Caller.DEVICE, claims, Duration.ofSeconds(tokenSeconds))
                                .getBytes(StandardCharsets.US_ASCII),
                        "application/jwt")
                .build();
    }

    private static String text(JsonObject request, String name) {
        if (request.get(name) instanceof JsonString value) {
            return value.getString();
        }
        throw Refusal.badRequest("'" + name + "' must be a string");
    }

    private static byte[] decode(@Nullable String signature) {
        if (signature == null || signature.isBlank()) {
            throw Refusal.badRequest("the header X-MEN-Signature is missing");
        }
        try {
            return Base64.getDecoder().decode(signature.strip());
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("the header X-MEN-Signature is not base64");
        }
    }
}
