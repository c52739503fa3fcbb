// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import io.flipside.device.http.HttpRequest;
import io.flipside.device.support.text.LogSanitizer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs {@code flipside device virtual}: one virtual device against any server, until Ctrl-C. */
public final class VirtualDeviceMain {
    private static final String USAGE =
            """
            usage: ./flipside device virtual --server URL [--type NAME] [--mac MAC] [--certificate FILE]
              --server URL        the server that manages the device, like http://127.0.0.1:8080
              --type NAME         its device type (default virtual)
              --mac MAC           its identity (default: one of its own)
              --certificate FILE  PEM file of a private certification authority to trust
            The device asks every few seconds, and runs until Ctrl-C; then its files are deleted.""";

    private static final long IMAGE_SIZE = 16L << 20;
    private static final long SLOT_SIZE = 512L << 20;

    private final Map<String, String> options;

    private VirtualDeviceMain(Map<String, String> options) {
        this.options = options;
    }

    /** Runs the device; exit code 1 if it can't be started or breaks. */
    public static void main(String[] arguments) {
        List<String> line = List.of(arguments);
        if (line.contains("--help") || line.contains("-h")) {
            System.out.println(USAGE);
            return;
        }
        try {
            new VirtualDeviceMain(parse(line)).run();
        } catch (IOException e) {
            System.err.println("flipside device virtual: " + e.getMessage());
        } catch (InterruptedException e) {
            System.err.println("flipside device virtual: interrupted");
        }
        System.exit(1);
    }

    static Map<String, String> parse(List<String> arguments) throws IOException {
        Map<String, String> options = new HashMap<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (!List.of("--server", "--type", "--mac", "--certificate").contains(option)) {
                throw refused("unknown option '" + option + "'");
            }
            if (rest.isEmpty()) {
                throw refused(option + " needs a value");
            }
            options.put(option, rest.pop());
        }
        check(options);
        return options;
    }

    /** Refuses what no device could be made of, before anything is made. */
    private static void check(Map<String, String> options) throws IOException {
        String server = options.getOrDefault("--server", "");
        try {
            HttpRequest.get(new URI(server), Map.of());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused("--server needs the address of a server, like http://127.0.0.1:8080, not '" + server + "'");
        }
        // It becomes a word of a shell script.
        if (!options.getOrDefault("--mac", "x").matches("[0-9A-Za-z:._-]+")) {
            throw refused("--mac needs letters, digits and colons, not '" + options.get("--mac") + "'");
        }
        if (!options.getOrDefault("--type", "x").matches("[!-~]+")) {
            throw refused("--type needs one word of ASCII, not '" + options.get("--type") + "'");
        }
        String certificate = options.get("--certificate");
        if (certificate != null && !Files.isReadable(Path.of(certificate))) {
            throw refused("--certificate needs a PEM file, and '" + certificate + "' can't be read");
        }
    }

    private static IOException refused(String why) {
        return new IOException(LogSanitizer.blanked(why) + "; see --help");
    }

    private void run() throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("flipside.root", ".")).toAbsolutePath();
        Path directory = ProcessDirectory.create(root.resolve("target"), "virtual-device-");
        VirtualDevice device = manufactured(root, directory);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(device, directory), "virtual-device-end"));
        device.powerOn();
        System.out.println("virtual device " + device.config().mac() + " of type "
                + device.config().deviceType() + " runs against " + options.get("--server"));
        System.out.println(
                "accept it there; Ctrl-C ends it; its log is " + device.files().log());
        while (device.defect().isEmpty()) {
            Thread.sleep(500);
        }
        throw new IOException(device.defect().get());
    }

    private VirtualDevice manufactured(Path root, Path directory) throws IOException {
        try {
            return manufacture(root, directory);
        } catch (IOException | RuntimeException e) {
            DirectoryDeletion.delete(directory);
            throw e;
        }
    }

    private VirtualDevice manufacture(Path root, Path directory) throws IOException {
        Path image = directory.resolve("first.img");
        VirtualRootImage.healthy("virtual-1").write(image, IMAGE_SIZE);
        Map<String, String> settings = new HashMap<>(Map.of(
                "link.server", options.getOrDefault("--server", ""),
                "link.keyFile", "${data}/key.pem",
                "link.pollSeconds", "5",
                "link.inventorySeconds", "60",
                "link.retrySeconds", "3"));
        if (options.containsKey("--certificate")) {
            String certificate = Path.of(options.getOrDefault("--certificate", ""))
                    .toAbsolutePath()
                    .toString();
            settings.put("http.serverCertificate", certificate);
        }
        String mac = String.format("02:00:%1$02x:%2$02x:%3$02x:%4$02x", bytes());
        VirtualDeviceConfig config = new VirtualDeviceConfig(
                options.getOrDefault("--mac", mac),
                options.getOrDefault("--type", "virtual"),
                SLOT_SIZE,
                root.resolve("felix-distribution/target/flipside-device/flipside-device"),
                settings);
        return VirtualDevice.manufacture(directory.resolve("device"), config, image);
    }

    /** Two devices at once must be two for the server. */
    private static Object[] bytes() {
        long pid = ProcessHandle.current().pid();
        return new Object[] {pid >> 24 & 0xff, pid >> 16 & 0xff, pid >> 8 & 0xff, pid & 0xff};
    }

    private static void end(VirtualDevice device, Path directory) {
        boolean broken = device.defect().isPresent();
        device.close();
        try {
            if (broken) {
                DirectoryDeletion.deleteAllButLogs(directory);
            } else {
                DirectoryDeletion.delete(directory);
            }
        } catch (IOException e) {
            System.err.println("flipside device virtual: " + directory + " was not deleted: " + e.getMessage());
        }
    }
}
