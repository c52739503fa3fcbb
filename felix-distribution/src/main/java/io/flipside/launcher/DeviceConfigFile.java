// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the parsed configuration file {@code flipside.conf}: the key {@code first.rest} is the property {@code rest} of the Configuration Admin PID
 * {@code io.flipside.first}.
 *
 * @param sections PID to properties
 */
record DeviceConfigFile(SortedMap<String, SortedMap<String, String>> sections) {
    private static final String PREFIX = "io.flipside.";
    private static final long MAX_SIZE = 1 << 20;

    static DeviceConfigFile read(Path file, Path data) throws LaunchException {
        Properties properties = new Properties();
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw new LaunchException(file + ": larger than 1 MiB, that is no configuration");
            }
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
        } catch (NoSuchFileException e) {
            throw new LaunchException(
                    file + ": no such configuration file; copy etc/flipside.conf.example of the distribution there,"
                            + " or name another one with --config FILE",
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchException(file + ": can't be read as a configuration: " + e, e);
        }
        return of(properties, data, file);
    }

    private static DeviceConfigFile of(Properties properties, Path data, Path file) throws LaunchException {
        SortedMap<String, SortedMap<String, String>> sections = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            int dot = key.indexOf('.');
            if (dot < 1 || dot == key.length() - 1) {
                throw new LaunchException(
                        file + ": '" + key + "' is not a key; keys have two parts, for example engine.directory");
            }
            String value = properties.getProperty(key).trim().replace("${data}", data.toString());
            sections.computeIfAbsent(PREFIX + key.substring(0, dot), pid -> new TreeMap<>())
                    .put(key.substring(dot + 1), value);
        }
        return new DeviceConfigFile(Collections.unmodifiableSortedMap(sections));
    }

    /** Everything but one section. */
    DeviceConfigFile without(String first) {
        SortedMap<String, SortedMap<String, String>> rest = new TreeMap<>(sections);
        rest.remove(PREFIX + first);
        return new DeviceConfigFile(rest);
    }

    /** The same with one more property, where there is such a section. */
    DeviceConfigFile with(String first, String rest, String value) {
        SortedMap<String, SortedMap<String, String>> changed = new TreeMap<>(sections);
        changed.computeIfPresent(PREFIX + first, (pid, properties) -> {
            SortedMap<String, String> more = new TreeMap<>(properties);
            more.put(rest, value);
            return more;
        });
        return new DeviceConfigFile(changed);
    }

    Optional<String> value(String first, String rest) {
        return Optional.ofNullable(sections.getOrDefault(PREFIX + first, Collections.emptySortedMap())
                .get(rest));
    }

    /** Checks what would otherwise show late and as something else. */
    void check(Path file) throws LaunchException {
        boolean uboot = sections.containsKey(PREFIX + "uboot");
        if (uboot && sections.containsKey(PREFIX + "simulated")) {
            throw new LaunchException(
                    file + ": has both uboot.* and simulated.*; keep the bootloader that the device has");
        }
        for (Map.Entry<String, SortedMap<String, String>> section : sections.entrySet()) {
            KnownKeys.check(file, section.getKey().substring(PREFIX.length()), section.getValue());
            for (Map.Entry<String, String> property : section.getValue().entrySet()) {
                if (property.getValue().contains("${") && !property.getValue().contains("${pid}")) {
                    throw new LaunchException(file + ": " + section.getKey().substring(PREFIX.length()) + "."
                            + property.getKey() + ": only ${data} and ${pid} are replaced, found "
                            + property.getValue());
                }
            }
        }
    }
}
