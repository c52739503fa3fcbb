// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.demo.ManagementApiClient;
import io.flipside.demo.ServerProcess;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualDeviceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real server for all test classes: start-up is the dearest thing here. Comes as a parameter of the constructor. */
final class Managed implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory;
    private final ServerProcess server;
    private final ManagementApiClient api;

    private Managed() throws IOException, InterruptedException {
        directory = Files.createTempDirectory(Lab.root().resolve("felix-distribution/target"), "e2e-server-");
        server = ServerProcess.start(
                Lab.root().resolve("server-war/target/flipside-server.jar"), directory, OptionalInt.empty());
        server.awaitReady();
        api = new ManagementApiClient(server.address());
        api.login(ServerProcess.USER, ServerProcess.PASSWORD);
    }

    /** Gives it to test classes. */
    static final class Server implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Managed.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Managed.class, key -> start(), Managed.class);
        }

        private static Managed start() {
            try {
                return new Managed();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    ManagementApiClient api() {
        return api;
    }

    ServerProcess server() {
        return server;
    }

    /** The same config, managed by this server. */
    VirtualDeviceConfig manage(VirtualDeviceConfig config) {
        return config.with("link.server", server.address().toString())
                .with("link.keyFile", "${data}/key.pem")
                .with("link.pollSeconds", "1")
                .with("link.inventorySeconds", "60")
                .with("link.retrySeconds", "1");
    }

    /**
     * Switches a device on and accepts it.
     *
     * @return the id that the server gave it
     */
    String accept(VirtualDevice device) throws Exception {
        String mac = device.config().mac();
        device.powerOn();
        Eventually.is("the server accepts " + mac, PATIENCE, () -> {
            api.accept(mac);
            return api.devices("accepted").containsKey(mac);
        });
        return api.devices("accepted").get(mac);
    }

    /**
     * Deploys, and waits for the end.
     *
     * @return how it ended for the device
     */
    String deployAndAwait(String release, String deviceId) throws Exception {
        return await(deploy(release, deviceId), deviceId);
    }

    String deploy(String release, String deviceId) throws IOException, InterruptedException {
        return api.deploy("deployment of " + release, release, List.of(deviceId));
    }

    String await(String deployment, String deviceId) throws Exception {
        Eventually.is("deployment " + deployment + " ends", PATIENCE, () -> api.finished(deployment));
        return String.valueOf(api.statuses(deployment).get(deviceId));
    }

    /** The device and the server agree on what runs, and the bootloader has nothing on trial. */
    void assertRuns(VirtualDevice device, String deviceId, String release) throws Exception {
        Eventually.is(
                device.config().mac() + " reports " + release, PATIENCE, () -> api.inventory(deviceId, "artifact_name")
                        .equals(release));
        assertThat(device.release()).contains(release);
        assertThat(device.onTrial()).isFalse();
    }
}
