// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.Slot;
import io.flipside.device.config.ConfigurationFault;
import io.flipside.device.link.ServerConnection;
import io.flipside.device.update.UpdateEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Faulty configurations, written straight into Configuration Admin as any container does. */
class ConfigurationOsgiIT {
    @TempDir
    Path directory;

    private RunningDevice start(Map<String, String> faulty) throws Exception {
        Map<String, String> configuration =
                new TreeMap<>(Sandbox.create(directory).configuration(Slot.A));
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

    private static void awaitFault(RunningDevice device, String text) {
        Await.until("a fault with '" + text + "'", () -> {
            try {
                return faults(device).stream().anyMatch(message -> message.contains(text)) ? text : null;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void anAcceptedConfigurationHasNoFaults() throws Exception {
        try (RunningDevice device = start(Map.of())) {
            device.await(UpdateEngine.class);

            assertThat(faults(device)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "engine.verifyKey; key.pem; io.flipside.engine: unknown key 'verifyKey', did you mean 'verifyKeys'?",
                "engnie.verifyKeys; key.pem; io.flipside.engnie: no bundle reads this section, did you mean 'io.flipside.engine'?",
                "engine.healthTimeout; soon; io.flipside.engine: healthTimeout = soon, but a whole number from 1",
                "download.retryCount; many; io.flipside.download: retryCount = many, but a whole number from 0",
                "uboot.partA; 2; two boot controls at once",
                "uboot.partA; x; io.flipside.uboot: partA = x, but a whole number from 1"
            })
    void aFaultIsAnnouncedAndTheAgentGoesOn(String key, String value, String message) throws Exception {
        try (RunningDevice device = start(Map.of(key, value))) {
            awaitFault(device, message);

            device.await(UpdateEngine.class);
            device.await(ServerConnection.class);
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
    void twoSlotsOnOnePartitionAreAFault() throws Exception {
        String slot = directory.resolve("slot-A").toString();
        try (RunningDevice device = start(Map.of("rootfs.slotA", slot, "rootfs.slotB", slot))) {
            awaitFault(device, "io.flipside.rootfs: slotA and slotB = " + slot);
            device.await(UpdateEngine.class);
        }
    }

    @Test
    void aCorrectedConfigurationIsNoLongerAtFault() throws Exception {
        try (RunningDevice device = start(Map.of("engine.verifyKey", "x"))) {
            awaitFault(device, "verifyKey");
            Configuration engine = device.await(ConfigurationAdmin.class).getConfiguration("io.flipside.engine", "?");
            Dictionary<String, Object> properties = engine.getProperties();
            properties.remove("verifyKey");
            engine.update(properties);

            assertThat(faults(device)).isEmpty();
        }
    }
}
