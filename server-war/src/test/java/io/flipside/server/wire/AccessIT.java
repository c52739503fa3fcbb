// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.ServerProcess;
import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Strangers at a server, on each database: it has few places for pending devices, and is behind a proxy that names the
 * addresses from which they come.
 */
class AccessIT {
    private static final int PLACES = 8;
    private static final String USERS = "/api/management/v1/useradm/users";

    @TempDir
    private static Path folder;

    private static final Map<Product, ServerProcess> SERVERS = new EnumMap<>(Product.class);

    private static synchronized ServerProcess server(Product product) throws Exception {
        ServerProcess known = SERVERS.get(product);
        if (known == null) {
            Path own = folder.resolve(product.name());
            Map<String, String> environment =
                    new HashMap<>(TestDatabase.empty(product, own).environment());
            environment.put("FLIPSIDE_PENDING_DEVICES", String.valueOf(PLACES));
            environment.put("FLIPSIDE_PROXIES", "127.0.0.1");
            known = ServerProcess.start(own, environment);
            SERVERS.put(product, known);
        }
        return known;
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(ServerProcess::close);
    }

    private static Wire operator(ServerProcess server) throws Exception {
        return new Wire(server.uri()).as(server.email(), server.password());
    }

    private static TestDevice asking(Wire anyone, String address) throws Exception {
        TestDevice device = TestDevice.withEd25519(anyone.from(address));
        HttpResponse<String> answer = device.authorise();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        return device;
    }

    private static void flood(Wire anyone, String address, int devices) throws Exception {
        for (int i = 0; i < devices; i++) {
            asking(anyone, address);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFloodFromOneAddressLeavesADeviceOfAnotherItsPlace(Product product) throws Exception {
        ServerProcess server = server(product);
        Wire anyone = new Wire(server.uri());
        Wire operator = operator(server);
        flood(anyone, "192.0.2.1", PLACES);
        TestDevice device = asking(anyone, "198.51.100.1");
        flood(anyone, "192.0.2.1", 3 * PLACES);
        new Desk(operator).accept(device.mac());
        assertThat(device.authorise().statusCode()).isEqualTo(200);
        String count = operator.get("/api/management/v2/devauth/devices/count?status=pending")
                .body();
        assertThat(Integer.parseInt(count.replaceAll("[^0-9]", ""))).isLessThanOrEqualTo(PLACES);
    }

    /** Its keys were dismissed, and a stranger's key has made it pending again. */
    @ParameterizedTest
    @EnumSource
    void aFloodRemovesNoDeviceThatWasAcceptedOnce(Product product) throws Exception {
        ServerProcess server = server(product);
        Wire anyone = new Wire(server.uri());
        Wire operator = operator(server);
        TestDevice device = asking(anyone, "192.0.2.2");
        String id = new Desk(operator).accept(device.mac());
        String path = "/api/management/v2/devauth/devices/" + id;
        String set =
                operator.get(path).body().replaceAll("(?s).*\"auth_sets\":\\[\\{[^}]*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(operator.delete(path + "/auth/" + set).statusCode()).isEqualTo(204);
        assertThat(device.authorise().statusCode()).isEqualTo(401);
        flood(anyone, "192.0.2.2", 2 * PLACES);
        assertThat(operator.get(path).body()).contains("\"status\":\"pending\"");
    }

    @ParameterizedTest
    @EnumSource
    void keysOfOneAddressLeaveTheKeyOfAnotherItsPlace(Product product) throws Exception {
        ServerProcess server = server(product);
        Wire anyone = new Wire(server.uri());
        TestDevice device = asking(anyone, "198.51.100.2");
        KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
        for (int i = 0; i < 25; i++) {
            device.withKey(keys.generateKeyPair())
                    .from(anyone.from("192.0.2.3"))
                    .authorise();
        }
        new Desk(operator(server)).accept(device.mac());
        assertThat(device.authorise().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void aLoginUnderWayYieldsNoTokenThatOutlivesItsUser(Product product) throws Exception {
        ServerProcess server = server(product);
        Wire anyone = new Wire(server.uri());
        Wire operator = operator(server);
        String user = "{\"email\":\"short@example.com\",\"password\":\"correct-horse-battery\"}";
        String id = Desk.idIn(operator.post(USERS, user));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<HttpResponse<String>>> logins = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                logins.add(threads.submit(() -> anyone.login("short@example.com", "correct-horse-battery")));
            }
            assertThat(operator.delete(USERS + "/" + id).statusCode()).isEqualTo(204);
            for (Future<HttpResponse<String>> login : logins) {
                Wire session = anyone.with(login.get().body());
                assertThat(session.get(USERS + "/me").statusCode()).isEqualTo(401);
                assertThat(session.get(USERS).statusCode()).isEqualTo(401);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** MariaDB would overlook both, and would refuse to compare an id with what is not ASCII. */
    @ParameterizedTest
    @EnumSource
    void whatDiffersInABlankOrInCaseIsAnother(Product product) throws Exception {
        Wire operator = operator(server(product));
        FleetOfOne fleet = FleetOfOne.with(operator, folder);
        Desk desk = new Desk(operator);
        String list = Desk.V1 + "artifacts/list?name=" + fleet.release();
        for (String other : List.of(fleet.release().toUpperCase(Locale.ROOT), fleet.release() + " ")) {
            assertThat(FleetOfOne.upload(desk, folder, other, FleetOfOne.TYPE).statusCode())
                    .isEqualTo(201);
        }
        assertThat(total(operator, list)).isEqualTo(1);
        assertThat(total(operator, list + "%20")).isEqualTo(1);
        fleet.wire().put("/api/devices/v1/inventory/device/attributes", "[{\"name\":\"site\",\"value\":\"Oslo\"}]");
        String devices = "/api/management/v1/inventory/devices?site=";
        assertThat(total(operator, devices + "Oslo")).isEqualTo(1);
        assertThat(total(operator, devices + "oslo")).isZero();
        assertThat(total(operator, devices + "Oslo%20")).isZero();
        for (String id : List.of(fleet.device() + "%20", "%C3%A9")) {
            assertThat(operator.get("/api/management/v2/devauth/devices/" + id).statusCode())
                    .isEqualTo(400);
        }
    }

    private static long total(Wire operator, String list) throws Exception {
        return operator.get(list).headers().firstValueAsLong("X-Total-Count").orElseThrow();
    }
}
