// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import io.flipside.server.TestDatabase.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** One server of each database for all tests that can live beside each other: starting it is what takes time. */
public final class SharedServer {
    private static final Map<Product, ServerProcess> SERVERS = new EnumMap<>(Product.class);

    private SharedServer() {}

    public static ServerProcess get() throws Exception {
        return get(Product.H2);
    }

    /** That on MariaDB has TLS, and may change no tables. */
    public static synchronized ServerProcess get(Product product) throws Exception {
        ServerProcess server = SERVERS.get(product);
        if (server == null) {
            Path folder = Files.createTempDirectory("flipside-server-it");
            TestDatabase database =
                    product == Product.H2 ? TestDatabase.empty(product, folder) : TestDatabase.ofLimitedUser(folder);
            ServerProcess started = ServerProcess.start(folder, database.environment());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                TestFolders.delete(folder);
            }));
            server = started;
            SERVERS.put(product, server);
        }
        return server;
    }
}
