// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.Compression;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualRootImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tar file, unpacked somewhere, is a device. */
class DistributionIT {
    @TempDir
    Path directory;

    private Path unpack() throws Exception {
        Command tar = Command.run(
                "tar",
                "xzf",
                Lab.distribution()
                        .resolveSibling("../flipside-device.tar.gz")
                        .normalize()
                        .toString(),
                "-C",
                directory.toString());
        assertThat(tar.code()).as(tar.toString()).isZero();
        return directory.resolve("flipside-device");
    }

    @Test
    void holdsWhatADeviceNeedsAndRunsFromAnywhere() throws Exception {
        Path home = unpack();
        Path link = Files.createSymbolicLink(directory.resolve("flipside"), home.resolve("bin/flipside"));

        assertThat(home.resolve("etc/flipside.conf.example")).exists();
        assertThat(home.resolve("systemd/flipside.service")).exists();
        assertThat(home.resolve("README.md")).exists();
        assertThat(Command.run(link.toString(), "help").out()).contains("exit codes: 0 done");
    }

    @Test
    void theExampleConfigurationIsCompleteButForTheHardware() throws Exception {
        Path home = unpack();
        Command status = Command.run(
                home.resolve("bin/flipside").toString(),
                "--data",
                directory.resolve("data").toString(),
                "--config",
                home.resolve("etc/flipside.conf.example").toString(),
                "bundles");

        assertThat(status.code()).as(status.toString()).isZero();
        assertThat(status.out().lines()).allMatch(line -> line.startsWith("active"));
        assertThat(status.err()).isEmpty();
    }

    @Test
    void anUnknownCommandIsNamedWhateverTheConfigurationSays() throws Exception {
        Command unknown =
                Command.run(unpack().resolve("bin/flipside").toString(), "--config", "/nowhere", "frobnicate");

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("unknown command 'frobnicate'").doesNotContain("configuration");
    }

    @Test
    void everyCommandHasHelp() throws Exception {
        Command help = Command.run(unpack().resolve("bin/flipside").toString(), "install", "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("install FILE|URL");
    }

    @Test
    void theHigherOfTwoVersionsOfABundleIsUsed() throws Exception {
        Path home = unpack();
        Path higher = home.resolve("bundles/a-higher-flipside-console.jar");
        try (JarFile jar =
                new JarFile(home.resolve("bundles/flipside-console.jar").toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", "99.0.0");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(higher), manifest)) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        out.write(jar.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
        Command bundles = Command.run(
                home.resolve("bin/flipside").toString(),
                "--data",
                directory.resolve("data").toString(),
                "--config",
                home.resolve("etc/flipside.conf.example").toString(),
                "bundles");

        assertThat(bundles.out().lines().filter(line -> line.contains("flipside-console")))
                .singleElement()
                .asString()
                .contains("99.0.0");
        assertThat(bundles.err())
                .contains("flipside-console is there in two versions")
                .contains("is left out");
    }

    @Test
    void withoutConfigurationItSaysWhatToDo() throws Exception {
        Command status = Command.run(
                unpack().resolve("bin/flipside").toString(),
                "--config",
                directory.resolve("none").toString(),
                "status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.err()).contains("no such configuration file").contains("flipside.conf.example");
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.copy(Path.of("/usr/bin/readlink"), bin.resolve("readlink"));
        Command status = Command.run(
                "/usr/bin/env",
                "-u",
                "JAVA_HOME",
                "PATH=" + bin,
                "/bin/sh",
                unpack().resolve("bin/flipside").toString(),
                "status");

        assertThat(status.code()).isEqualTo(1);
        assertThat(status.err()).contains("Java is missing").contains("17");
    }

    @Test
    void twoAgentsNeverShareADataDirectory() throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy("dist-1"), Lab.MIB);
        try (VirtualDevice device = Lab.device(directory.resolve("device"), Lab.config(2 * Lab.MIB), first)) {
            device.powerOn();
            Eventually.is(
                    "the agent answers",
                    Managed.PATIENCE,
                    () -> Files.exists(device.files().socket()));

            Command second = Command.flipside(device, "daemon");
            assertThat(second.code()).as(second.toString()).isEqualTo(1);
            assertThat(second.err()).contains("another flipside process works here");
        }
    }

    @Test
    void aSignalEndsTheDaemonQuicklyAndWithoutComplaint() throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy("dist-1"), Lab.MIB);
        VirtualDevice device = Lab.device(directory.resolve("device"), Lab.config(2 * Lab.MIB), first);
        device.startSystem();
        Process daemon = new ProcessBuilder(
                        Lab.distribution().resolve("bin/flipside").toString(),
                        "--data",
                        device.files().data().toString(),
                        "--config",
                        device.files().config().toString(),
                        "daemon")
                .redirectErrorStream(true)
                .redirectOutput(device.files().log().toFile())
                .start();
        try {
            Eventually.is(
                    "the agent answers",
                    Managed.PATIENCE,
                    () -> Files.exists(device.files().socket()));
            daemon.destroy();
            Eventually.is("the agent ends", Duration.ofSeconds(20), () -> !daemon.isAlive());
        } finally {
            daemon.destroyForcibly();
        }
        assertThat(daemon.exitValue()).isZero();
        assertThat(device.files().socket()).doesNotExist();
    }

    @Test
    void anXzArtifactWithADictionaryOf64MiBFitsIntoTheUsualHeap() throws Exception {
        Peers.need("xz", "xz-utils");
        Path first = Lab.image(directory, VirtualRootImage.healthy("xz-1"), Lab.MIB);
        Path image = Lab.image(directory, VirtualRootImage.healthy("xz-2"), 4 * Lab.MIB);
        Path plain = Lab.artifact(image, "xz-2", Compression.NONE, writer -> writer);
        Files.delete(image);
        Command pack = Command.run(
                "sh",
                "-ec",
                "cd '" + directory + "' && mkdir a && cd a && tar xf '" + plain
                        + "' && xz -0 --lzma2=preset=0,dict=64MiB data/0000.tar"
                        + " && tar --format=ustar -cf ../xz.mender version manifest header.tar data/0000.tar.xz");
        assertThat(pack.code()).as(pack.toString()).isZero();
        VirtualDevice device = Lab.device(directory.resolve("device"), Lab.config(4 * Lab.MIB), first);
        device.startSystem();

        Command install = Command.flipside(
                device, "install", directory.resolve("xz.mender").toString());
        assertThat(install.code()).as(install.toString()).isEqualTo(4);
    }
}
