// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.Slot;
import io.flipside.device.config.ConfigurationFault;
import io.flipside.device.console.control.ControlClient;
import io.flipside.device.console.control.ControlRequest;
import io.flipside.device.console.control.StreamTerminal;
import io.flipside.device.link.ServerConnection;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Faulty configurations, written straight into Configuration Admin as any container does. */
class ConfigurationOsgiIT {
    @TempDir
    Path directory;

    private Sandbox sandbox;

    @BeforeEach
    void makeADisk() throws Exception {
        sandbox = Sandbox.create(directory);
    }

    private RunningDevice start(Map<String, String> faulty) throws Exception {
        Map<String, String> configuration = sandbox.configuration(Slot.A);
        configuration.putAll(faulty);
        return RunningDevice.start(directory.resolve("cache"), configuration);
    }

    private static List<String> faults(RunningDevice device) throws Exception {
        List<String> messages = new ArrayList<>();
        for (ServiceReference<ConfigurationFault> fault :
                device.context().getServiceReferences(ConfigurationFault.class, null)) {
            messages.add(device.context().getService(fault).message());
        }
        return messages;
    }

    /** What the command prints, by way of the agent's socket. */
    private String run(String command) throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(text, true, UTF_8);
        try (SocketChannel channel =
                ControlClient.connect(directory.resolve("console.socket")).orElseThrow()) {
            ControlClient.call(
                    channel,
                    new ControlRequest(directory, false, List.of(command)),
                    new StreamTerminal(out, out, false));
        }
        return text.toString(UTF_8);
    }

    /** Returns why it failed, or nothing as soon as the new system is ready to be started. */
    private static String install(RunningDevice device, Sandbox.Release release) throws Exception {
        UpdateEngine engine = device.await(UpdateEngine.class);
        UpdateRequest request = new UpdateRequest(
                "update", UpdateRequest.Mode.STANDALONE, release.artifact().toUri(), Optional.empty());
        assertThat(engine.start(request)).isTrue();
        return Await.until("the update waits or has ended", () -> {
            UpdateStatus now = engine.status();
            boolean ended = now.phase() == Phase.IDLE && now.result().isPresent();
            return now.phase() == Phase.REBOOT && now.waiting()
                    ? ""
                    : ended ? now.result().orElseThrow().message() : null;
        });
    }

    /** Returns as soon as the engine has started anew with the corrected configuration. */
    private static void correct(RunningDevice device) throws Exception {
        UpdateEngine before = device.await(UpdateEngine.class);
        Configuration engine = device.await(ConfigurationAdmin.class).getConfiguration("io.flipside.engine", "?");
        Dictionary<String, Object> properties = engine.getProperties();
        properties.remove("verifyKey");
        engine.update(properties);
        Await.until(
                "another engine runs without a fault",
                () -> faults(device).isEmpty() && device.await(UpdateEngine.class) != before ? device : null);
    }

    private static void awaitFault(RunningDevice device, String text) {
        Await.until(
                "a fault with '" + text + "'",
                () -> faults(device).stream().anyMatch(message -> message.contains(text)) ? text : null);
    }

    @Test
    void keysThatContainersAddAreNoFaults() throws Exception {
        try (RunningDevice device = start(Map.of(
                "engine.felix.fileinstall.filename", "file:/etc/io.flipside.engine.cfg",
                "engine.org.apache.karaf.features.configKey", "io.flipside.engine",
                "engine.:configurator:feature-internal-bundle-id", "7",
                "engine.service.ranking", "1",
                "engine.component.label", "engine"))) {
            device.await(UpdateEngine.class);

            assertThat(faults(device)).isEmpty();
        }
    }

    /** All at once, since the start of a framework is what costs time here. */
    @Test
    void everyFaultIsAnnouncedAndTheAgentGoesOn() throws Exception {
        String slot = directory.resolve("slot-A").toString();
        Map<String, String> faulty = Map.of(
                "engine.verifyKey", "key.pem",
                "engnie.verifyKeys", "key.pem",
                "engine.healthTimeout", "soon",
                "download.retryCount", "many",
                "uboot.partA", "x",
                "rootfs.slotB", slot,
                "http.proxyUser", "device");
        try (RunningDevice device = start(faulty)) {
            awaitFault(device, "io.flipside.engine: unknown key 'verifyKey', did you mean 'verifyKeys'?");
            awaitFault(device, "io.flipside.engnie: no bundle reads this section, did you mean 'io.flipside.engine'?");
            awaitFault(device, "io.flipside.engine: healthTimeout = soon, but a whole number from 1");
            awaitFault(device, "io.flipside.download: retryCount = many, but a whole number from 0");
            awaitFault(device, "io.flipside.uboot: partA = x, but a whole number from 1");
            awaitFault(device, "io.flipside.rootfs: slotA and slotB = " + slot);
            awaitFault(device, "io.flipside.http: http.proxy is missing");

            device.await(UpdateEngine.class);
            ServerConnection link = device.await(ServerConnection.class);
            Await.until("the agent polls", () -> link.status().message().contains("can't be reached") ? link : null);
        }
    }

    @Test
    void aServerWithoutASchemeIsAFaultOfTheLink() throws Exception {
        try (RunningDevice device = start(Map.of("link.server", "updates.example.com"))) {
            awaitFault(device, "io.flipside.link: link.server");
            device.await(UpdateEngine.class);
        }
    }

    @Test
    void theLinkComesAndGoesWithItsAcceptedConfiguration() throws Exception {
        try (RunningDevice device = start(Map.of("link.server", "htp://x"))) {
            awaitFault(device, "io.flipside.link: link.server holds 'htp://x'");
            assertThat(device.context().getServiceReference(ServerConnection.class))
                    .isNull();

            configure(device, "io.flipside.link", "server", "http://127.0.0.1:1");
            device.await(ServerConnection.class);
            Await.until("there is no fault", () -> faults(device).isEmpty() ? device : null);

            configure(device, "io.flipside.link", "server", "htp://y");
            awaitFault(device, "io.flipside.link: link.server holds 'htp://y'");
            Await.until(
                    "the link has gone",
                    () -> device.context().getServiceReference(ServerConnection.class) == null ? device : null);
        }
    }

    private static void configure(RunningDevice device, String pid, String key, String value) throws Exception {
        Configuration configuration = device.await(ConfigurationAdmin.class).getConfiguration(pid, "?");
        Dictionary<String, Object> properties = configuration.getProperties();
        properties.put(key, value);
        configuration.update(properties);
    }

    @Test
    void twoBootControlsAtOnceAreAFault() throws Exception {
        Map<String, String> uboot = Map.of("uboot.partA", "2", "uboot.partB", "3", "uboot.runningSlot", "A");
        try (RunningDevice device = start(uboot)) {
            awaitFault(device, "two boot controls at once: io.flipside.simulated, io.flipside.uboot");

            device.await(ConfigurationAdmin.class)
                    .getConfiguration("io.flipside.uboot", "?")
                    .delete();

            Await.until("there is no fault", () -> faults(device).isEmpty() ? device : null);
        }
    }

    @Test
    void nothingIsInstalledBeforeTheFaultIsCorrected() throws Exception {
        Sandbox.Release release = sandbox.release();
        try (RunningDevice device = start(Map.of("engine.verifyKey", "x"))) {
            awaitFault(device, "verifyKey");
            assertThat(run("status")).contains("fault:     io.flipside.engine: unknown key 'verifyKey'");

            assertThat(install(device, release)).contains("unknown key 'verifyKey', did you mean 'verifyKeys'?");

            correct(device);
            assertThat(run("status")).doesNotContain("fault:");

            assertThat(install(device, release)).isEmpty();
        }
    }
}
