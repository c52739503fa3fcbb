// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.boundary;

import io.flipside.server.fleet.entity.AuthSet;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Holds a device in the JSON format of Mender's deviceauth service. */
public record DeviceAuthorizationView(
        String id,
        JsonObject identityData,
        @Schema(implementation = AuthStatus.class) String status,
        Instant createdTs,
        Instant updatedTs,
        Optional<Instant> checkInTime,
        List<AuthSetView> authSets,
        boolean decommissioning) {

    static DeviceAuthorizationView of(Device device, List<AuthSet> sets) {
        JsonObject identity = device.identity().view();
        return new DeviceAuthorizationView(
                device.id(),
                identity,
                device.status().wire(),
                device.created(),
                device.updated(),
                device.checkedIn(),
                sets.stream().map(set -> AuthSetView.of(set, identity)).toList(),
                false);
    }

    /** One key of a device. */
    public record AuthSetView(
            String id,
            String pubkey,
            String fingerprint,
            JsonObject identityData,
            @Schema(implementation = AuthStatus.class) String status,
            Instant ts) {
        static AuthSetView of(AuthSet set, JsonObject identity) {
            return new AuthSetView(
                    set.id(),
                    set.pubkey(),
                    set.fingerprint(),
                    identity,
                    set.status().wire(),
                    set.created());
        }
    }
}
