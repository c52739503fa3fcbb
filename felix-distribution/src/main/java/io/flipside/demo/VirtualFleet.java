// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualDeviceConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the demo's virtual devices, and makes, starts and stops them together. */
final class VirtualFleet implements Closeable {
    static final String DEVICE_TYPE = "virtual";
    private static final long BYTES_PER_SECOND = 12 << 20;

    private final List<VirtualDevice> devices = new ArrayList<>();

    /** Makes devices that poll every second, and download slowly enough to be watched. */
    void manufacture(int count, Path directory, Path distribution, Path firstImage, long slotSize, URI server)
            throws IOException {
        for (int i = 1; i <= count; i++) {
            VirtualDeviceConfig config = new VirtualDeviceConfig(
                    String.format("02:00:00:00:00:%02x", i),
                    DEVICE_TYPE,
                    slotSize,
                    distribution,
                    Map.of(
                            "link.server", server.toString(),
                            "link.keyFile", "${data}/key.pem",
                            "link.pollSeconds", "1",
                            "link.inventorySeconds", "30",
                            "link.retrySeconds", "1",
                            "download.bytesPerSecond", Long.toString(BYTES_PER_SECOND)));
            devices.add(VirtualDevice.manufacture(directory.resolve("device-" + i), config, firstImage));
        }
    }

    void powerOn() {
        devices.forEach(VirtualDevice::powerOn);
    }

    List<VirtualDevice> devices() {
        return List.copyOf(devices);
    }

    /** Why one of them does not start any more. */
    Optional<String> defect() {
        return devices.stream().flatMap(device -> device.defect().stream()).findFirst();
    }

    @Override
    public void close() {
        devices.parallelStream().forEach(VirtualDevice::powerOff);
    }
}
