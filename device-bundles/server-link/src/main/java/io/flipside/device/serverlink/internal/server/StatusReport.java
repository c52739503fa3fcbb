// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import io.flipside.artifact.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds one status report of an update, as it is sent to the server.
 *
 * @param status one of Mender's words
 * @param substate for people
 * @param limit longest time that sending it may take
 */
public record StatusReport(String status, Optional<String> substate, Duration limit) {
    /** A report without details. */
    public static StatusReport of(String status) {
        return new StatusReport(status, Optional.empty(), Duration.ofSeconds(30));
    }

    /** Progress is told often: where one report gets stuck, the next will do. */
    public static StatusReport progress(String status, String substate) {
        return new StatusReport(status, Optional.of(substate), Duration.ofSeconds(10));
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("status", status)
                .put("substate", substate)
                .build();
    }
}
