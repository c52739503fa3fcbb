// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One server for all tests that can live beside each other: starting it is what takes time. */
public final class SharedServer {
    private static @Nullable ServerProcess server;

    private SharedServer() {}

    public static synchronized ServerProcess get() throws IOException, InterruptedException {
        if (server == null) {
            Path folder = Files.createTempDirectory("flipside-server-it");
            ServerProcess started = ServerProcess.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                TestFolders.delete(folder);
            }));
            server = started;
        }
        return server;
    }
}
