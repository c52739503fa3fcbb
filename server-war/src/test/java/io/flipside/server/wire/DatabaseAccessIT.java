// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database as operators run it: with TLS, with a user who may do no more than is needed, or not there. */
class DatabaseAccessIT {
    @TempDir
    static Path folder;

    private static Map<String, String> environment;

    @BeforeAll
    static void makeUser() throws Exception {
        environment = new HashMap<>(TestDatabase.ofLimitedUser(folder).environment());
        environment.keySet().removeIf(name -> name.contains("MIGRATION"));
    }

    @Test
    void aUserWhoChangesNoTablesCarriesADeploymentToItsEndOverTls() throws Exception {
        ServerProcess server = SharedServer.get(Product.MARIADB);
        Wire anyone = new Wire(server.uri());
        Wire operator = anyone.as(server.email(), server.password());
        FleetOfOne.with(operator, folder).end(new Desk(operator), "success");
    }

    @Test
    void aWrongPasswordIsOneLine() {
        Map<String, String> wrong = new HashMap<>(environment);
        wrong.put("FLIPSIDE_DB_PASSWORD", "wrong");
        assertThatThrownBy(() -> ServerProcess.start(folder.resolve("wrong"), wrong))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "the server did not start; it said:\nflipside-server: the database jdbc:mysql://\\S+"
                                + " cannot be used: Access denied for user 'limited'.*; check FLIPSIDE_DB_URL, .*\n");
    }

    @Test
    void aDatabaseThatIsNotThereIsOneLine() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI there = URI.create(environment.get("FLIPSIDE_DB_URL").substring("jdbc:".length()));
        Map<String, String> wrong = new HashMap<>(environment);
        wrong.put("FLIPSIDE_DB_URL", "jdbc:mysql://127.0.0.1:" + port + there.getPath());
        assertThatThrownBy(() -> ServerProcess.start(folder.resolve("nobody"), wrong))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "the server did not start; it said:\nflipside-server: the database jdbc:mysql://\\S+:" + port
                                + "/\\S+ cannot be used: .*refused.*; check FLIPSIDE_DB_URL, .*\n");
    }
}
