// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonValue;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter that would narrow a call of people is obeyed or refused by its name: never is everything answered instead. */
class QueryParameterIT {
    private static final String DEVAUTH = "/api/management/v2/devauth/devices";
    private static final String INVENTORY = "/api/management/v1/inventory/devices";
    private static final String V2 = "/api/management/v2/deployments/deployments";
    private static final String USERS = "/api/management/v1/useradm/users";

    @TempDir
    static Path folder;

    private static Wire operator;

    @BeforeAll
    static void logIn() throws Exception {
        ServerProcess server = SharedServer.get();
        operator = new Wire(server.uri()).as(server.email(), server.password());
    }

    static Stream<Endpoint> callsOfPeople() {
        return Endpoint.below("management/").filter(one -> !one.path().endsWith("/auth/logout"));
    }

    private static HttpResponse<String> call(Endpoint endpoint, String address) throws Exception {
        boolean form = endpoint.path().endsWith("/artifacts");
        return operator.send(operator.authorised(address)
                .header("Content-Type", form ? "multipart/form-data; boundary=a" : "application/json")
                .method(
                        endpoint.verb(),
                        endpoint.body().isPresent() ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()));
    }

    @ParameterizedTest
    @MethodSource("callsOfPeople")
    void anUnknownParameterIsRefusedByItsName(Endpoint endpoint) throws Exception {
        // One call takes the names of attributes, too.
        String name = endpoint.path().endsWith("inventory/devices") ? "tags/site" : "site";
        HttpResponse<String> answer =
                call(endpoint, endpoint.with(UUID.randomUUID().toString()) + "?" + name + "=oslo");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("query parameter '" + name + "' is not known here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Desk.V1 + "artifacts?name=",
                Desk.V1 + "artifacts/list?name=",
                Desk.V1 + "artifacts/list?name=a&name=b",
                Desk.V1 + "artifacts/list?device_type=a",
                Desk.V1 + "artifacts/list?sort=foo",
                Desk.V1 + "artifacts/list?page=",
                Desk.V1 + "deployments?status=failure",
                Desk.V1 + "deployments?status=",
                Desk.V1 + "deployments?search=a",
                Desk.V1 + "deployments/d0d0d0d0-0000-4000-8000-000000000000/devices/list?status=",
                V2 + "?type=none",
                V2 + "?sort=up",
                V2 + "?created_after=yesterday",
                V2 + "?id=%C3%A9",
                DEVAUTH + "?status=,",
                DEVAUTH + "?status=accepted,",
                DEVAUTH + "?id=%20",
                DEVAUTH + "/count?state=pending",
                INVENTORY + "?group=a&group=b",
                INVENTORY + "?has_group=yes",
                INVENTORY + "?site=",
                INVENTORY + "?site=oslo&site=bergen",
                INVENTORY + "?sort=site:asc",
                INVENTORY + "?identity/mac=a",
                USERS + "?email="
            })
    void whatMakesNoSenseIsRefusedByItsName(String query) throws Exception {
        HttpResponse<String> answer = operator.get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(query.replaceAll(".*[?]([a-z_/]+)=.*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?status=%zz", "?name=%", "?name=%f", "?name=%ff"})
    void aBrokenPercentEncodingIsRefused(String address) throws Exception {
        for (String path : List.of(DEVAUTH, V2)) {
            assertThat(statusLine(path + address)).as(path + address).startsWith("HTTP/1.1 400");
        }
    }

    /** A client for tests would not send such an address. */
    private static String statusLine(String address) throws IOException {
        String request =
                "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + operator.token() + "\r\n\r\n";
        try (Socket line =
                new Socket(operator.server().getHost(), operator.server().getPort())) {
            line.setSoTimeout(60_000);
            line.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(line.getInputStream().readNBytes(12), ISO_8859_1);
        }
    }

    @ParameterizedTest
    @MethodSource("callsOfPeople")
    void anIdThatIsNoneIsRefused(Endpoint endpoint) throws Exception {
        if (endpoint.hasParameters()) {
            for (String id : List.of("%C3%A9", "a%20", "%20a", "a%0a")) {
                HttpResponse<String> answer = call(endpoint, endpoint.with(id));
                assertThat(answer.statusCode()).as(id + ": " + answer.body()).isEqualTo(400);
            }
        }
    }

    @Test
    void deploymentsAreFoundByWhatIsAskedFor() throws Exception {
        FleetOfOne fleet = FleetOfOne.with(operator, folder);
        String mine = "?name=" + fleet.deploymentName();
        assertThat(count(V2 + mine)).isEqualTo(1);
        for (String more : List.of(
                "&id=" + fleet.deployment(),
                "&status=pending",
                "&type=software",
                "&created_after=1",
                "&created_before=99999999999",
                "&sort=asc",
                "&name=another")) {
            assertThat(count(V2 + mine + more)).as(more).isEqualTo(1);
        }
        for (String less : List.of(
                "&id=" + UUID.randomUUID(),
                "&status=finished",
                "&type=configuration",
                "&created_after=99999999999",
                "&created_before=1")) {
            assertThat(count(V2 + mine + less)).as(less).isZero();
        }
        assertThat(count(V2 + "?name=another-" + UUID.randomUUID())).isZero();
    }

    @Test
    void devicesOfADeploymentAreFoundByTheirStatus() throws Exception {
        FleetOfOne fleet = FleetOfOne.with(operator, folder);
        String list = Desk.V1 + "deployments/" + fleet.deployment() + "/devices/list?status=";
        assertThat(count(list + "pending")).isEqualTo(1);
        assertThat(count(list + "active")).isEqualTo(1);
        for (String other : List.of("failure", "success", "pause", "finished", "already-installed")) {
            assertThat(count(list + other)).as(other).isZero();
        }
        assertThat(operator.get(list + "asleep").statusCode()).isEqualTo(400);
    }

    @Test
    void artifactsUsersAndDevicesAreFoundByWhatIsAskedFor() throws Exception {
        FleetOfOne fleet = FleetOfOne.with(operator, folder);
        assertThat(count(Desk.V1 + "artifacts?name=" + fleet.release())).isEqualTo(1);
        assertThat(count(Desk.V1 + "artifacts?name=" + fleet.release() + "%20")).isZero();
        assertThat(count(DEVAUTH + "?id=" + fleet.device() + "&status=accepted"))
                .isEqualTo(1);
        assertThat(count(DEVAUTH + "?id=" + fleet.device() + "&status=rejected,pending"))
                .isZero();
        assertThat(count(INVENTORY + "?has_group=true")).isZero();
        assertThat(count(INVENTORY + "?has_group=false&per_page=1")).isEqualTo(1);
        assertThat(count(USERS + "?email=Admin@Example.com")).isEqualTo(1);
        assertThat(count(USERS + "?email=nobody@example.com")).isZero();
    }

    /** The first of them ends between two pages, and must not take the place of one that was not shown yet. */
    @ParameterizedTest
    @ValueSource(
            strings = {Desk.V1 + "deployments/%s/devices/list", "/api/management/v1/flipside/deployments/%s/devices"})
    void noDeviceIsSkippedWhenOneEndsBetweenTwoPages(String path) throws Exception {
        List<FleetOfOne> devices = List.of(FleetOfOne.with(operator, folder), FleetOfOne.with(operator, folder));
        String deployment = new Desk(operator)
                .deploy(
                        devices.get(0).release(),
                        devices.get(0).device(),
                        devices.get(1).device());
        String page = String.format(path, deployment) + "?per_page=1&page=";
        String first = operator.get(page + 1).body();
        for (FleetOfOne device : devices) {
            if (first.contains(device.device())) {
                TestDevice.report(device.wire(), deployment, "{\"status\":\"success\"}");
            }
        }
        assertThat(first + operator.get(page + 2).body())
                .contains(devices.get(0).device(), devices.get(1).device());
    }

    @Test
    void devicesAreFoundByWhatTheyReport() throws Exception {
        FleetOfOne fleet = FleetOfOne.with(operator, folder);
        String site = "oslo-" + UUID.randomUUID();
        String attributes = "[{\"name\":\"site\",\"value\":\"" + site + "\"},{\"name\":\"cpus\",\"value\":4}]";
        fleet.wire().put("/api/devices/v1/inventory/device/attributes", attributes);
        String mine = INVENTORY + "?site=" + site;
        for (String more : List.of("", "&cpus=4", "&inventory/cpus=4", "&per_page=1")) {
            assertThat(count(mine + more)).as(more).isEqualTo(1);
        }
        for (String less : List.of("&cpus=5", "&none=a", "&page=2")) {
            assertThat(count(mine + less)).as(less).isZero();
        }
        assertThat(count(INVENTORY + "?site=" + site + "%20")).isZero();
        assertThat(operator.get(mine).headers().firstValue("X-Total-Count")).contains("1");
    }

    private static int count(String list) throws Exception {
        HttpResponse<String> answer = operator.get(list);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonValue> items = Json.parse(answer.body()).asArray().values();
        return items.size();
    }
}
