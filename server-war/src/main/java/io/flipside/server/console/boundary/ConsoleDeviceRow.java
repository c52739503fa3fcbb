// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console.boundary;

import io.flipside.server.fleet.entity.AuthSet;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.InventoryAttribute;
import io.flipside.server.http.JsonText;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Holds a device, its inventory and its newest device deployment as JSON for the web console. */
public record ConsoleDeviceRow(
        String id,
        @Schema(implementation = AuthStatus.class) String status,
        String name,
        JsonObject identityData,
        List<Key> keys,
        Optional<String> deviceType,
        Optional<String> artifactName,
        Optional<String> group,
        List<ConsoleDeviceColumn.Value> columns,
        Map<String, JsonText> attributes,
        Instant createdTs,
        Instant updatedTs,
        Optional<Instant> checkInTime,
        Optional<ConsoleDeviceDeploymentRow> job) {

    static ConsoleDeviceRow of(
            Device device,
            List<AuthSet> sets,
            List<InventoryAttribute> attributes,
            Optional<ConsoleDeviceDeploymentRow> job) {
        Map<String, JsonText> values = new TreeMap<>();
        attributes.forEach(attribute -> values.put(attribute.name(), new JsonText(attribute.content())));
        return new ConsoleDeviceRow(
                device.id(),
                device.status().wire(),
                device.name(),
                device.identity().view(),
                sets.stream().map(Key::of).toList(),
                device.deviceType(),
                device.artifactName(),
                device.group(),
                ConsoleDeviceColumn.values(device),
                values,
                device.created(),
                device.updated(),
                device.checkedIn(),
                job);
    }

    /** Holds a key that the device, or somebody who says so, has sent. */
    public record Key(
            String id, String fingerprint, @Schema(implementation = AuthStatus.class) String status, Instant ts) {
        static Key of(AuthSet set) {
            return new Key(set.id(), set.fingerprint(), set.status().wire(), set.created());
        }
    }
}
