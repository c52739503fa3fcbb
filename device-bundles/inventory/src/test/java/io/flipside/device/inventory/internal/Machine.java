// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/** A root directory with what the kernel shows, as far as it matters here. */
record Machine(Path root) {
    void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void network(String name, int index, String mac, boolean real) throws IOException {
        String directory = "sys/class/net/" + name + "/";
        file(directory + "type", "1\n");
        file(directory + "address", mac + "\n");
        file(directory + "ifindex", index + "\n");
        if (real) {
            file(directory + "device/vendor", "0x1af4\n");
        }
    }

    Path script(String name, String text) throws IOException {
        file(name, "#!/bin/sh\n" + text);
        return Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    InventorySettings settings(Optional<Path> identityScript) {
        return new InventorySettings(
                identityScript, Optional.of(root.resolve("scripts")), Duration.ofSeconds(10), root);
    }
}
