// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualDeviceConfig;
import io.flipside.virtual.VirtualRootImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What every end-to-end test needs: the distribution, images, artifacts, devices. */
final class Lab {
    static final String TYPE = "virtual";
    static final long MIB = 1 << 20;

    private static final AtomicInteger SERIAL = new AtomicInteger(1);

    private Lab() {}

    static Path root() {
        return Path.of(System.getProperty("flipside.root")).toAbsolutePath().normalize();
    }

    /** The device as `tar xzf flipside-device.tar.gz` gives it. */
    static Path distribution() {
        return root().resolve("felix-distribution/target/flipside-device/flipside-device");
    }

    static VirtualDeviceConfig config(long slotSize) {
        String mac = String.format("02:00:00:00:%02x:%02x", SERIAL.get() / 256, SERIAL.getAndIncrement() % 256);
        return new VirtualDeviceConfig(mac, TYPE, slotSize, distribution(), Map.of());
    }

    static Path image(Path directory, VirtualRootImage system, long size) throws IOException {
        Path image = directory.resolve(system.release() + ".img");
        system.write(image, size);
        return image;
    }

    static Path artifact(Path image, String release) throws IOException {
        return artifact(image, release, Compression.GZIP, writer -> writer);
    }

    static Path artifact(Path image, String release, Compression compression, UnaryOperator<ArtifactWriter> more)
            throws IOException {
        Path artifact = image.resolveSibling(image.getFileName() + ".mender");
        more.apply(ArtifactWriter.rootfsImage(image)
                        .name(release)
                        .deviceTypes(TYPE)
                        .compression(compression))
                .write(artifact);
        return artifact;
    }

    /** A device in its own directory, with a system in slot A. */
    static VirtualDevice device(Path directory, VirtualDeviceConfig config, Path firstImage) throws IOException {
        Files.createDirectories(directory);
        return VirtualDevice.manufacture(directory, config, firstImage);
    }
}
