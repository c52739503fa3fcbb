// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with few places for pending devices, behind a proxy that names the addresses from which they come. */
class PendingPlacesIT {
    private static final int PLACES = 8;

    @TempDir
    private static Path folder;

    private static ServerProcess server;
    private static Wire anyone;
    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(
                folder, Map.of("FLIPSIDE_PENDING_DEVICES", String.valueOf(PLACES), "FLIPSIDE_PROXIES", "127.0.0.1"));
        anyone = new Wire(server.uri());
        desk = new Desk(anyone.as(server.email(), server.password()));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static TestDevice from(String address) throws Exception {
        TestDevice device = TestDevice.withEd25519(anyone.from(address));
        HttpResponse<String> answer = device.authorise();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        return device;
    }

    @Test
    void aFloodFromOneAddressLeavesADeviceOfAnotherItsPlace() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            from("192.0.2.1");
        }
        TestDevice device = from("198.51.100.1");
        for (int i = 0; i < 3 * PLACES; i++) {
            from("192.0.2.1");
        }
        desk.accept(device.mac());
        assertThat(device.authorise().statusCode()).isEqualTo(200);
        assertThat(pending()).isLessThanOrEqualTo(PLACES);
    }

    private static int pending() throws Exception {
        String count = desk.get("/api/management/v2/devauth/devices/count?status=pending")
                .body();
        return Integer.parseInt(count.replaceAll("[^0-9]", ""));
    }
}
