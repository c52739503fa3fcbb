// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import io.flipside.artifact.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds one report of a deployment's status to the server: status, substate, progress, time limit.
 *
 * @param status one of Mender's words
 * @param substate for people
 * @param progress numbers for programs
 * @param limit longest time that sending it may take
 */
public record DeploymentStatusReport(
        String status, Optional<String> substate, Optional<TransferProgress> progress, Duration limit) {
    /** A report without details. */
    public static DeploymentStatusReport of(String status) {
        return new DeploymentStatusReport(status, Optional.empty(), Optional.empty(), Duration.ofSeconds(30));
    }

    /** Progress is told often: where one report gets stuck, the next will do. */
    public static DeploymentStatusReport progress(String status, TransferProgress progress) {
        return new DeploymentStatusReport(
                status, Optional.of(progress.text()), Optional.of(progress), Duration.ofSeconds(10));
    }

    JsonObject json() {
        JsonObject.Builder object = JsonObject.builder().put("status", status).put("substate", substate);
        progress.ifPresent(numbers -> object.put("progress", numbers.json()));
        return object.build();
    }
}
