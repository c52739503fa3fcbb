// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists the Ethernet interfaces in {@code /sys/class/net}. */
final class EthernetInterfaces {
    private static final String ETHERNET = "1";
    private static final String NO_ADDRESS = "00:00:00:00:00:00";

    /**
     * Describes one interface.
     *
     * @param name its name
     * @param index the kernel's number for it, in the order in which they were found
     * @param mac its hardware address
     * @param real whether there is a device behind it, rather than a bridge, a tunnel or a container's link
     */
    record EthernetInterface(String name, int index, String mac, boolean real) {}

    private final Path root;

    EthernetInterfaces(Path root) {
        this.root = root;
    }

    /** All with an Ethernet address, first found first. */
    List<EthernetInterface> ethernet() throws IOException {
        List<EthernetInterface> found = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(root.resolve("sys/class/net"))) {
            for (Path directory : directories) {
                if (value(directory, "type").filter(ETHERNET::equals).isPresent()) {
                    read(directory).ifPresent(found::add);
                }
            }
        } catch (NotDirectoryException | NoSuchFileException e) {
            return List.of(); // no network at all
        }
        found.sort(Comparator.comparingInt(EthernetInterface::index));
        return found;
    }

    /** The one whose address can stand for the device: the first real one, else the first. */
    Optional<EthernetInterface> first() throws IOException {
        List<EthernetInterface> all = ethernet();
        return all.stream().filter(EthernetInterface::real).findFirst().or(() -> all.stream()
                .findFirst());
    }

    private static Optional<EthernetInterface> read(Path directory) throws IOException {
        Optional<String> mac = value(directory, "address").filter(address -> !address.equals(NO_ADDRESS));
        int index = value(directory, "ifindex")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(Integer.MAX_VALUE);
        String name = directory.getFileName().toString();
        return mac.map(
                address -> new EthernetInterface(name, index, address, Files.exists(directory.resolve("device"))));
    }

    private static Optional<String> value(Path directory, String file) throws IOException {
        Path path = directory.resolve(file);
        return Files.isReadable(path) ? Optional.of(Files.readString(path).strip()) : Optional.empty();
    }
}
