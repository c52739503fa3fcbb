// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.link.internal.server;

import io.flipside.artifact.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * How an update fares.
 *
 * @param status one of Mender's words
 * @param substate for people
 * @param limit longest time that sending it may take
 */
public record Report(String status, Optional<String> substate, Duration limit) {
    /** A report without details. */
    public static Report of(String status) {
        return new Report(status, Optional.empty(), Duration.ofSeconds(30));
    }

    /** Progress is told often: where one report gets stuck, the next will do. */
    public static Report progress(String status, String substate) {
        return new Report(status, Optional.of(substate), Duration.ofSeconds(10));
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("status", status)
                .put("substate", substate)
                .build();
    }
}
