// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.fleet.entity.Attribute;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.http.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A device and what it does, for the console. */
public record DeviceRow(
        String id,
        String status,
        String name,
        JsonObject identityData,
        Optional<String> deviceType,
        Optional<String> artifactName,
        Optional<String> group,
        Map<String, JsonValue> attributes,
        Instant createdTs,
        Instant updatedTs,
        Optional<Instant> checkInTime,
        Optional<JobView> job) {

    static DeviceRow of(Device device, List<Attribute> attributes, Optional<JobView> job) {
        Map<String, JsonValue> values = new TreeMap<>();
        attributes.forEach(attribute -> values.put(attribute.name(), Json.value(attribute.content())));
        return new DeviceRow(
                device.id(),
                device.status().wire(),
                device.name(),
                device.identity().view(),
                device.deviceType(),
                device.artifactName(),
                device.group(),
                values,
                device.created(),
                device.updated(),
                device.checkedIn(),
                job);
    }
}
