// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.demo.DemoMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tour, as the script starts it. */
class DemoIT {
    private static Command demo(String... options) throws IOException, InterruptedException {
        Path target = Lab.root().resolve("felix-distribution/target");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dflipside.root=" + Lab.root(),
                "-cp",
                target.resolve("flipside-device.jar") + ":" + Lab.distribution().resolve("bundles") + "/*",
                DemoMain.class.getName()));
        line.addAll(List.of(options));
        return Command.run(line);
    }

    private static List<Path> directoriesOfDemos() throws IOException {
        try (Stream<Path> files = Files.list(Lab.root().resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("demo-[0-9]+"))
                    .toList();
        }
    }

    @Test
    void fiveDevicesEndCommittedOnTheNewRelease() throws Exception {
        Command demo = demo("--once", "--devices", "5");

        assertThat(demo.code()).as(demo.toString()).isZero();
        assertThat(demo.out()).contains("the server says: 5 devices committed on demo-2");
        assertThat(directoriesOfDemos()).as("what the demo made is deleted").isEmpty();
    }

    @Test
    void aReleaseThatFailsItsCheckIsRolledBackAndTheServerKnowsWhy() throws Exception {
        Command demo = demo("--once", "--rollback");

        assertThat(demo.code()).as(demo.toString()).isZero();
        assertThat(demo.out())
                .contains("deployment failed, as it should; 1 device back on demo-1")
                .contains("the display driver of this release does not work");
    }

    @Test
    void nonsenseIsRefusedWithTheUsage() throws Exception {
        Command demo = demo("--devices", "many");

        assertThat(demo.code()).isEqualTo(1);
        assertThat(demo.err()).contains("--devices needs a number from 1 to 50, not 'many'");
    }

    @Test
    void aUsedPortIsRefusedAtOnce() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command demo = demo("--once", "--port", Integer.toString(other.getLocalPort()));

            assertThat(demo.code()).isEqualTo(1);
            assertThat(demo.err()).contains("port " + other.getLocalPort() + " is in use already");
        }
    }

    @Test
    void helpIsShownWithoutStartingAnything() throws Exception {
        Command help = demo("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("usage: ./flipside demo").contains("--rollback");
    }
}
