// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.Slot;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualRootImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in the configuration, the agent runs and has one line for each fault. */
class BadConfigurationIT {
    @TempDir
    Path directory;

    @Test
    void aValueThatIsRefusedIsOneLineOfTheLog() throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy("bad-0"), 2 * Lab.MIB);
        Path log = directory.resolve("log");
        try (VirtualDevice device = Lab.device(directory.resolve("device"), Lab.config(3 * Lab.MIB), first)) {
            device.reconfigure(device.config()
                    .with("link.server", "htp://x")
                    .with("link.keyFile", "${data}/key.pem")
                    .with("rootfs.slotB", device.files().slot(Slot.A).toString())
                    .with("simulated.runningSlot", "C")
                    .with("reboot.command", " ")
                    .with("state.directory", " ")
                    .with("engine.directory", " ")
                    .with("http.proxyUser", "somebody")
                    .with("uboot.partA", "2")
                    .with("uboot.partB", "2"));
            device.files().writeConfig(Slot.A, device.config());
            Process agent = Command.started(device, log, "daemon");
            try {
                Eventually.is("the agent runs", Managed.PATIENCE, () -> Files.readString(log)
                        .contains("agent running"));
            } finally {
                agent.destroy();
                agent.waitFor(1, TimeUnit.MINUTES);
            }
        }
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).allMatch(line -> line.matches("20\\S+ +(SEVERE|INFO) +flipside\\..*"));
        assertThat(lines).filteredOn(line -> line.contains("SEVERE")).hasSize(8);
        List.of(
                        "io.flipside.link: link.server holds 'htp://x'",
                        "io.flipside.rootfs: slotA and slotB = ",
                        "io.flipside.simulated: runningSlot = C, but one of A, B",
                        "io.flipside.reboot: command is missing or empty",
                        "io.flipside.state: directory is missing or empty",
                        "io.flipside.engine: directory is missing or empty",
                        "io.flipside.http: http.proxy is missing",
                        "io.flipside.uboot: partA = 2 and partB = 2")
                .forEach(fault -> assertThat(lines)
                        .filteredOn(line -> line.contains(fault))
                        .hasSize(1));
    }
}
