// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is absent from a body, and what is in it beside what is known. */
class BodyContentIT {
    private static final String USERS = "/api/management/v1/useradm/users";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    static Path folder;

    private static Wire operator;
    private static FleetOfOne fleet;

    @BeforeAll
    static void logIn() throws Exception {
        ServerProcess server = SharedServer.get();
        operator = new Wire(server.uri()).as(server.email(), server.password());
        fleet = FleetOfOne.with(operator, folder);
    }

    static Stream<Endpoint> callsWithABody() {
        return Stream.concat(Endpoint.below("management/"), Endpoint.below("devices/"))
                .filter(endpoint -> endpoint.body().isPresent());
    }

    @ParameterizedTest
    @MethodSource("callsWithABody")
    void aBodyThatIsAbsentOrAnotherIsABadRequest(Endpoint endpoint) throws Exception {
        boolean list = Collection.class.isAssignableFrom(endpoint.body().orElseThrow());
        for (String type : new String[] {"", JSON, FORM}) {
            for (String body : new String[] {"", "null", "7", list ? "{}" : "[]", "{"}) {
                HttpResponse<String> answer = send(endpoint, type, body);
                String what = "'" + body + "' as '" + type + "': " + answer.body();
                assertThat(answer.statusCode()).as(what).isEqualTo(isUpload(endpoint) ? 415 : 400);
                assertThat(answer.body()).as(what).contains("\"error\"", "\"request_id\"");
            }
        }
    }

    private static boolean isUpload(Endpoint endpoint) {
        return endpoint.verb().equals("POST") && endpoint.path().endsWith("/artifacts");
    }

    private static HttpResponse<String> send(Endpoint endpoint, String type, String body) throws Exception {
        Wire caller = endpoint.path().startsWith("/api/devices/") ? fleet.wire() : operator;
        HttpRequest.Builder request = caller.authorised(
                        endpoint.with(UUID.randomUUID().toString()))
                .method(endpoint.verb(), BodyPublishers.ofString(body));
        return caller.send(type.isEmpty() ? request : request.header("Content-Type", type));
    }

    /** As {@code curl -d} sends it. */
    @ParameterizedTest
    @ValueSource(strings = {"", FORM, FORM + "; charset=UTF-8"})
    void jsonIsJsonWithoutItsTypeToo(String type) throws Exception {
        String body = "{\"status\":[\"accepted\"],\"id\":[\"" + fleet.device() + "\"]}";
        HttpRequest.Builder request =
                operator.authorised("/api/management/v2/devauth/devices/search").POST(BodyPublishers.ofString(body));
        HttpResponse<String> answer = operator.send(type.isEmpty() ? request : request.header("Content-Type", type));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains(fleet.device());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"groups\":[\"a\"]",
                "\"group\":\"a\"",
                "\"phases\":[{\"batch_size\":10}]",
                "\"filter_id\":\"f\"",
                "\"retries\":1",
                "\"max_devices\":1",
                "\"Devices\":[\"a\"]",
                "\"filter\":{\"terms\":[]}"
            })
    void whatWouldNarrowADeploymentIsRefusedByItsName(String member) throws Exception {
        String name = "narrow-" + UUID.randomUUID();
        HttpResponse<String> answer = operator.post(
                Desk.V1 + "deployments",
                "{\"name\":\"" + name + "\",\"artifact_name\":\"" + fleet.release() + "\",\"all_devices\":true,"
                        + member + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("'" + member.split("\"")[1] + "' is not known here");
        assertThat(operator.get(Desk.V1 + "deployments?name=" + name).body()).isEqualTo("[]");
    }

    /** Mender's own console sends such members. */
    @Test
    void whatAsksForNothingIsTaken() throws Exception {
        HttpResponse<String> answer = operator.post(
                Desk.V1 + "deployments",
                "{\"name\":\"" + UUID.randomUUID() + "\",\"artifact_name\":\"" + fleet.release() + "\",\"devices\":[\""
                        + fleet.device() + "\"],\"all_devices\":false,\"phases\":null,\"retries\":0,\"groups\":[],"
                        + "\"group\":\"\",\"filter\":{},\"autogenerate_delta\":false}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void whatANewerDeviceSendsBesideIsIgnored() throws Exception {
        FleetOfOne device = FleetOfOne.with(operator, folder);
        String more = ",\"newer\":{\"a\":[1]}}";
        String query = "?newer=1&newer=2&empty=";
        String inventory = "[{\"name\":\"a\",\"value\":\"b\",\"description\":\"d\"" + more + "]";
        assertThat(device.wire()
                        .put("/api/devices/v1/inventory/device/attributes" + query, inventory)
                        .statusCode())
                .isEqualTo(200);
        String poll =
                "{\"device_provides\":{\"artifact_name\":\"a\",\"device_type\":\"" + FleetOfOne.TYPE + "\"}" + more;
        assertThat(device.wire()
                        .post("/api/devices/v2/deployments/device/deployments/next" + query, poll)
                        .body())
                .contains(device.release());
        String call = TestDevice.path(device.deployment());
        assertThat(device.wire()
                        .put(call + "/status" + query, "{\"status\":\"installing\"" + more)
                        .statusCode())
                .isEqualTo(204);
        assertThat(device.wire()
                        .put(call + "/log" + query, "{\"messages\":[{\"message\":\"m\"" + more + "]" + more)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void theOwnAddressAndPasswordAreChangedTogetherOrEachAlone() throws Exception {
        String email = UUID.randomUUID() + "@example.com";
        String user = "{\"email\":\"" + email + "\",\"password\":\"first-password\"}";
        assertThat(operator.post(USERS, user).statusCode()).isEqualTo(201);
        Wire anyone = new Wire(operator.server());
        Wire own = anyone.as(email, "first-password");
        String second = "second-" + email;
        assertThat(change(own, "{\"email\":\"" + second + "\",\"current_password\":\"wrong-password\"}"))
                .isEqualTo(422);
        assertThat(change(own, "{\"email\":\"" + second + "\"}")).isEqualTo(422);
        assertThat(change(own, "{\"current_password\":\"first-password\"}")).isEqualTo(422);
        assertThat(change(own, "{\"email\":\"no address\",\"current_password\":\"first-password\"}"))
                .isEqualTo(422);
        assertThat(change(own, "{\"email\":\"admin@example.com\",\"current_password\":\"first-password\"}"))
                .isEqualTo(422);
        assertThat(change(own, "{\"email\":\"" + second + "\",\"current_password\":\"first-password\"}"))
                .isEqualTo(204);
        assertThat(own.get(USERS + "/me").body()).contains("\"email\":\"" + second + "\"");
        assertThat(anyone.login(email, "first-password").statusCode()).isEqualTo(401);
        String third = "third-" + email;
        assertThat(change(
                        own,
                        "{\"email\":\"" + third
                                + "\",\"password\":\"other-password\",\"current_password\":\"first-password\"}"))
                .isEqualTo(204);
        assertThat(anyone.login(third, "other-password").statusCode()).isEqualTo(200);
    }

    private static int change(Wire own, String body) throws Exception {
        return own.put(USERS + "/me", body).statusCode();
    }

    @Test
    void aSecondArtifactOfANameForSomeOfTheSameDevicesIsAConflict() throws Exception {
        Desk desk = new Desk(operator);
        String release = "overlap-" + UUID.randomUUID();
        assertThat(FleetOfOne.upload(desk, folder, release, "a", "b").statusCode())
                .isEqualTo(201);
        assertThat(FleetOfOne.upload(desk, folder, release, "b", "c").statusCode())
                .isEqualTo(409);
        assertThat(FleetOfOne.upload(desk, folder, release, "c", "d").statusCode())
                .isEqualTo(201);
        assertThat(FleetOfOne.upload(desk, folder, release + " ", "b", "c").statusCode())
                .isEqualTo(201);
    }

    @Test
    void aReportWithoutASubstateLeavesTheLastOne() throws Exception {
        FleetOfOne device = FleetOfOne.with(operator, folder);
        for (String body :
                new String[] {"{\"status\":\"installing\",\"substate\":\"a script\"}", "{\"status\":\"success\"}"}) {
            TestDevice.report(device.wire(), device.deployment(), body);
        }
        assertThat(new Desk(operator).deviceDeployment(device.deployment()).string("substate"))
                .contains("a script");
    }
}
