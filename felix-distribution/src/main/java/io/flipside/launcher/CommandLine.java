// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Holds the launcher's parsed command line: its own options, and the command that it passes on.
 *
 * @param data the data directory, on a partition that survives updates
 * @param config the configuration file
 * @param command the command and its arguments
 */
record CommandLine(Path data, Path config, List<String> command) {
    private static final Path DATA = Path.of("/var/lib/flipside");
    private static final Path CONFIG = Path.of("/etc/flipside/flipside.conf");

    CommandLine {
        command = List.copyOf(command);
    }

    static CommandLine parse(String[] arguments, Path home) throws LaunchException {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        Optional<Path> data = Optional.empty();
        Optional<Path> config = Optional.empty();
        while (!rest.isEmpty() && rest.peek().startsWith("--") && !rest.peek().equals("--help")) {
            String option = rest.pop();
            String name = option.replaceFirst("=.*", "");
            Path value = Path.of(option.contains("=") ? option.substring(name.length() + 1) : value(name, rest))
                    .toAbsolutePath()
                    .normalize();
            switch (name) {
                case "--data" -> data = Optional.of(value);
                case "--config" -> config = Optional.of(value);
                default -> throw new LaunchException("unknown option '" + name + "'; see `flipside help`");
            }
        }
        return new CommandLine(data.orElse(DATA), config.orElse(defaultConfig(home)), List.copyOf(rest));
    }

    private static String value(String option, Deque<String> rest) throws LaunchException {
        if (rest.isEmpty()) {
            throw new LaunchException("a value is expected behind " + option + "; see `flipside help`");
        }
        return rest.pop();
    }

    /** The system's, or else the one in the unpacked distribution. */
    private static Path defaultConfig(Path home) {
        Path local = home.resolve("etc/flipside.conf");
        return !Files.exists(CONFIG) && Files.exists(local) ? local : CONFIG;
    }
}
