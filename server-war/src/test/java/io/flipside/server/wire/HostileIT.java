// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.net.http.HttpResponse;
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
    void idsThatAreNotAsciiAreRefusedWhereverTheyAreSent() throws Exception {
        String devauth = "/api/management/v2/devauth/devices";
        for (String path : new String[] {
            devauth + "/%C3%A9",
            devauth + "/%C3%A9/auth/%C3%A9/status",
            devauth + "?id=%C3%A9",
            Desk.V1 + "artifacts/%C3%A9",
            "/api/management/v1/useradm/users/%C3%A9",
            "/api/management/v1/inventory/devices/%C3%A9",
            "/api/management/v1/flipside/devices/%C3%A9/next"
        }) {
            assertThat(operator.get(path).statusCode()).as(path).isEqualTo(400);
        }
        assertThat(operator.post(devauth + "/search", "{\"id\":[\"é\"]}").statusCode())
                .isEqualTo(400);
        assertThat(operator.post(Desk.V1 + "deployments/statistics/list", "{\"deployment_ids\":[\"é\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(operator.post(
                                Desk.V1 + "deployments", "{\"name\":\"a\",\"artifact_name\":\"b\",\"devices\":[\"é\"]}")
                        .body())
                .contains("an id in 'devices' is not ASCII");
    }

    @Test
    void valuesOfAnotherTypeAreRefused() throws Exception {
        Wire device = accepted(TestDevice.withEd25519(anyone));
        for (String number : new String[] {"1e30", "9223372036854775808", "0.5", "\"7\"", "true", "[7]"}) {
            String report = "{\"status\":\"downloading\",\"progress\":{\"done\":" + number + "}}";
            assertThat(TestDevice.report(device, "no-such-deployment", report).statusCode())
                    .as(number)
                    .isEqualTo(400);
        }
        String good = "{\"status\":\"downloading\",\"progress\":{\"done\":9223372036854775807,\"total\":1e3}}";
        assertThat(TestDevice.report(device, "no-such-deployment", good).statusCode())
                .isEqualTo(404);
        String order = "{\"name\":\"a\",\"artifact_name\":\"b\",\"all_devices\":true,\"force_installation\":\"yes\"}";
        assertThat(operator.post(Desk.V1 + "deployments", order).body())
                .contains("'force_installation' must be true or false");
        assertThat(operator.post(Desk.V1 + "deployments", "{\"name\":5}").body())
                .contains("'name' must be a text");
    }

    /** Whether or not a resource has a chance to answer. */
    @Test
    void errorsOfTheContainerAreJsonToo() throws Exception {
        HttpResponse<String> answer = operator.post("/api/devices/v1/deployments/artifacts/a", "{}");
        assertThat(answer.body()).startsWith("{\"error\":").contains("\"request_id\":");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
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
