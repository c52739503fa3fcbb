// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualDeviceConfig;
import io.flipside.virtual.VirtualRootImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bundles are replaced in the process that runs, while it is busy with an update. */
@ExtendWith(Managed.Server.class)
class HotSwapIT {
    private static final long IMAGE = 24 * Lab.MIB;

    @TempDir
    Path directory;

    private final Managed managed;

    HotSwapIT(Managed managed) {
        this.managed = managed;
    }

    @Test
    void everyBundleCanBeReplacedWhileADownloadRuns() throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy("swap-1"), IMAGE);
        managed.api().upload(Lab.artifact(Lab.image(directory, VirtualRootImage.healthy("swap-2"), IMAGE), "swap-2"));
        VirtualDeviceConfig config =
                managed.manage(Lab.config(25 * Lab.MIB)).with("download.bytesPerSecond", Long.toString(Lab.MIB / 2));
        try (VirtualDevice device = Lab.device(directory.resolve("device"), config, first)) {
            String id = managed.accept(device);
            String deployment = managed.deploy("swap-2", id);
            long process = device.agent().orElseThrow().pid();
            for (String bundle : bundles()) {
                awaitDownload(device, bundle);
                Command swap =
                        Command.flipside(device, "bundle-update", newer(bundle).toString());
                assertThat(swap.code()).as(bundle + ": " + swap).isZero();
                assertThat(swap.out()).contains(bundle).contains("-> 99.0.0, active");
                assertThat(device.agent().orElseThrow().pid())
                        .as("the same process")
                        .isEqualTo(process);
            }
            Command list = Command.flipside(device, "bundles");
            assertThat(list.out().lines().filter(line -> line.endsWith("99.0.0")))
                    .hasSize(bundles().size());

            assertThat(managed.await(deployment, id)).isEqualTo("success");
            managed.assertRuns(device, id, "swap-2");
        }
    }

    @Test
    void aVersionThatDoesNotStartIsTakenBack() throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy("swap-bad-1"), 4 * Lab.MIB);
        try (VirtualDevice device = Lab.device(directory.resolve("device"), Lab.config(5 * Lab.MIB), first)) {
            device.powerOn();
            Eventually.is(
                    "the agent answers",
                    Managed.PATIENCE,
                    () -> device.agent().isPresent()
                            && Files.exists(device.files().socket()));
            Path bad = rewritten("flipside-inventory", "Import-Package", "com.example.missing");

            Command swap = Command.flipside(device, "bundle-update", bad.toString());
            assertThat(swap.code()).as(swap.toString()).isEqualTo(1);
            assertThat(swap.err()).contains("the former one is back").contains("com.example.missing");
            assertThat(Command.flipside(device, "bundles").out())
                    .containsPattern("active +flipside-inventory +0\\.2\\.0");
            Command nothing = Command.flipside(device, "bundle-update", first.toString());
            assertThat(nothing.code()).isEqualTo(1);
        }
    }

    private void awaitDownload(VirtualDevice device, String bundle) throws Exception {
        Eventually.is("bytes arrive before the swap of " + bundle, Managed.PATIENCE, () -> {
            Command status = Command.flipside(device, "status", "--json");
            if (status.code() != 0) {
                return false;
            }
            var update =
                    Json.parse(status.out().strip()).asObject().object("update").orElseThrow();
            return update.string("phase").orElseThrow().equals("download")
                    && update.integer("bytes_done").orElse(0) > 0;
        });
    }

    /** All of ours in the distribution. */
    private static List<String> bundles() throws IOException {
        try (Stream<Path> files = Files.list(Lab.distribution().resolve("bundles"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("flipside-"))
                    .map(file -> file.replace(".jar", ""))
                    .sorted()
                    .toList();
        }
    }

    private Path newer(String bundle) throws IOException {
        return rewritten(bundle, "Bundle-Version", "99.0.0");
    }

    /** The bundle with another value in its manifest. */
    private Path rewritten(String bundle, String header, String value) throws IOException {
        Path target = directory.resolve(bundle + ".jar");
        try (JarFile jar = new JarFile(
                Lab.distribution().resolve("bundles/" + bundle + ".jar").toFile())) {
            Manifest manifest = jar.getManifest();
            manifest.getMainAttributes().putValue(header, value);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), manifest)) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream in = jar.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                    }
                }
            }
        }
        return target;
    }
}
