// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies that nobody sends by mistake are refused like any other mistake: with 400, and nothing in the log. */
class HostileIT {
    private static final String INVENTORY = "/api/devices/v1/inventory/device/attributes";

    private static Wire anyone;
    private static Wire operator;
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        ServerProcess server = SharedServer.get();
        anyone = new Wire(server.uri());
        operator = anyone.as(server.email(), server.password());
        desk = new Desk(operator);
    }

    private static Wire accepted(TestDevice device) throws Exception {
        device.authorise();
        desk.accept(device.mac());
        return anyone.with(device.authorise().body());
    }

    @Test
    void aListWithNullInItIsRefused() throws Exception {
        String counts = "{\"deployment_ids\":[null]}";
        String order = "{\"name\":\"a\",\"artifact_name\":\"b\",\"devices\":[null]}";
        String search = "{\"status\":[null]}";
        assertThat(operator.post(Desk.V1 + "deployments/statistics/list", counts)
                        .statusCode())
                .isEqualTo(400);
        assertThat(operator.post(Desk.V1 + "deployments", order).statusCode()).isEqualTo(400);
        assertThat(operator.post("/api/management/v2/devauth/devices/search", search)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void deepNestingIsRefusedWhereverItIsSent() throws Exception {
        Wire device = accepted(TestDevice.withEd25519(anyone));
        String deep = "[{\"name\":\"a\",\"value\":" + "[".repeat(3000) + "]".repeat(3000) + "}]";
        assertThat(device.put(INVENTORY, deep).statusCode()).isEqualTo(400);
        assertThat(anyone.post("/api/devices/v1/authentication/auth_requests", deep)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void twoReportsOfOneDeviceAtOnceAreBothTaken() throws Exception {
        Wire device = accepted(TestDevice.withEd25519(anyone));
        for (int round = 0; round < 10; round++) {
            String body = "[{\"name\":\"n" + round + "\",\"value\":\"1\"}]";
            assertThat(atOnce(2, () -> device.put(INVENTORY, body).statusCode()))
                    .containsOnly(200);
        }
    }

    @Test
    void decisionsAboutOneDeviceAtOnceAreAllTaken() throws Exception {
        for (int round = 0; round < 5; round++) {
            TestDevice device = TestDevice.withEd25519(anyone);
            device.authorise();
            String uri = Desk.statusOf(desk.find(device.mac(), "pending"));
            assertThat(atOnce(4, () -> operator.put(uri, "{\"status\":\"accepted\"}")
                            .statusCode()))
                    .containsOnly(204);
        }
    }

    private static List<Integer> atOnce(int times, Callable<Integer> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(Collections.nCopies(times, call))) {
                statuses.add(status.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void blanksAroundANameMakeNoOtherAttribute() throws Exception {
        Wire device = accepted(TestDevice.withEd25519(anyone));
        String body = "[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"a \",\"value\":\"only-this\"}]";
        assertThat(device.put(INVENTORY, body).statusCode()).isEqualTo(200);
        String list = operator.get("/api/management/v1/inventory/devices?per_page=500")
                .body();
        assertThat(list).contains("{\"name\":\"a\",\"scope\":\"inventory\",\"value\":\"only-this\"}");
    }

    @Test
    void keysOfOthersUnderItsIdentityDoNotShutADeviceOut() throws Exception {
        TestDevice device = TestDevice.withEd25519(anyone);
        accepted(device);
        for (int i = 0; i < 30; i++) {
            device.withKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair())
                    .authorise();
        }
        assertThat(desk.find(device.mac(), "accepted")
                        .array("auth_sets")
                        .orElseThrow()
                        .values())
                .hasSize(20);
        assertThat(device.authorise().statusCode()).isEqualTo(200);
    }
}
