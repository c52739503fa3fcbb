// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.control.DeviceAuthorization;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Serves decisions about many keys of devices at once. Mender has no such call. */
@Path("management/v1/flipside/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.USER)
public class DeviceDecisionsResource {
    private static final int MOST = 500;
    private static final Map<String, Optional<AuthStatus>> DECISIONS = Map.of(
            "accepted", Optional.of(AuthStatus.ACCEPTED),
            "rejected", Optional.of(AuthStatus.REJECTED),
            "dismissed", Optional.empty());

    @Inject
    TransactionRunner transactions;

    @Inject
    DeviceAuthorization authorization;

    @POST
    @Operation(summary = "Accept, reject or dismiss many keys, all or none; those that are gone are not counted")
    public Decided decide(Decisions wanted) {
        Optional<AuthStatus> decision = Optional.ofNullable(wanted.status())
                .map(DECISIONS::get)
                .orElseThrow(() -> ErrorResponseException.badRequest("status must be accepted, rejected or dismissed"));
        List<String> keys = JsonCodec.ids(wanted.keys(), "keys");
        if (keys.size() > MOST) {
            throw ErrorResponseException.badRequest("at most " + MOST + " keys are decided at once");
        }
        return new Decided(transactions.run(() -> authorization.decideAll(keys, decision)));
    }

    /**
     * Holds one decision about many keys.
     *
     * @param keys the ids of their authorisation sets
     */
    public record Decisions(
            @Schema(
                            required = true,
                            enumeration = {"accepted", "rejected", "dismissed"})
                    @Nullable
                    String status,
            @Schema(required = true, maxItems = MOST) @Nullable List<String> keys) {}

    /** Holds the number of keys that were decided. */
    public record Decided(int decided) {}
}
