// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.mender;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One unmodified Mender client in a mount namespace of its own. */
final class MenderDevice {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path folder;
    private final String mac;
    private @Nullable Process daemon;

    MenderDevice(Path parent, URI server) throws IOException {
        int number = COUNT.incrementAndGet();
        mac = String.format("02:00:00:01:%02x:%02x", number >> 8, number & 0xff);
        folder = parent.resolve("device-" + number);
        Peers.mustRun(
                Peers.LAB.resolve("mkdevice.sh").toString(),
                folder.toString(),
                server.toString(),
                "dev1",
                mac,
                "release-0");
        // A key that is there already saves the client the seconds of making one.
        Peers.mustRun(
                "openssl",
                "genrsa",
                "-traditional",
                "-out",
                folder.resolve("data/mender-agent.pem").toString(),
                "2048");
    }

    String mac() {
        return mac;
    }

    /** One authentication request; answers the client's exit code. */
    int bootstrap() throws IOException {
        return Peers.run(Map.of(), Peers.LAB.resolve("standalone.sh").toString(), folder.toString(), "bootstrap")
                .code();
    }

    void start() throws IOException {
        daemon = new ProcessBuilder(Peers.LAB.resolve("rundev.sh").toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("start.log").toFile())
                .start();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("daemon.log"));
        } catch (IOException e) {
            return "(no daemon.log: " + e + ")";
        }
    }

    void stop() throws InterruptedException {
        Process running = daemon;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(5, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        }
    }
}
