// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonValue;
import io.flipside.server.ServerProcess;
import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
import io.flipside.server.wire.Desk;
import io.flipside.server.wire.Wire;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Starts the server that was built on what 0.1.0 left behind, and asks for all of it. */
class UpgradeIT {
    private static final String FLIPSIDE = "/api/management/v1/flipside/";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatAFormerVersionKeptIsServed(Product product) throws Exception {
        TestDatabase made = TestDatabase.of010(product, folder.resolve("data"));
        try (ServerProcess server = ServerProcess.start(folder, made.environment())) {
            Wire operator = new Wire(server.uri()).as("admin@flipside.test", "fixture-password-0.1.0");
            assertThat(operator.get(FLIPSIDE + "overview").body())
                    .contains("\"accepted\":3", "\"pending\":1", "\"rejected\":1", "\"artifacts\":2")
                    .contains("\"finished\":1", "\"inprogress\":1");
            assertThat(operator.get(FLIPSIDE + "devices").body()).contains("fixture-1", "02:00:00:00:01:05");
            String finished = idOf(operator, "finished");
            String devices = FLIPSIDE + "deployments/" + finished + "/devices";
            String failed = value(operator, devices, "status", "failure", "device_id");
            assertThat(operator.get(Desk.V1 + "deployments/" + finished + "/devices/" + failed + "/log")
                            .body())
                    .contains("the fixture failed");
            Desk desk = new Desk(operator);
            assertThat(operator.put(
                                    Desk.V1 + "deployments/" + idOf(operator, "open") + "/status",
                                    "{\"status\":\"aborted\"}")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(desk.deployment(idOf(operator, "open")).string("status")).contains("finished");
        }
    }

    private static String idOf(Wire operator, String deployment) throws Exception {
        return value(operator, Desk.V1 + "deployments", "name", deployment, "id");
    }

    /** A value of the first row in which another key has this value. */
    private static String value(Wire operator, String list, String key, String wanted, String other) throws Exception {
        String rows = operator.get(list).body();
        for (JsonValue row : Json.parse(rows).asArray().values()) {
            if (row.asObject().string(key).orElse("").equals(wanted)) {
                return row.asObject().string(other).orElseThrow();
            }
        }
        throw new AssertionError("no " + wanted + " in " + rows);
    }
}
