// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import io.flipside.device.support.config.ConfigurationChecker;
import io.flipside.device.support.config.ConfigurationProblem;
import io.flipside.device.support.config.ConfigurationSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parses the device's configuration file, and groups its keys by Configuration Admin PID: engine.x becomes the
 * property x of PID io.flipside.engine.
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
        return of(properties, data);
    }

    private static DeviceConfigFile of(Properties properties, Path data) {
        SortedMap<String, SortedMap<String, String>> sections = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            int dot = key.indexOf('.');
            if (dot < 1 || dot == key.length() - 1) {
                // A section of its own that no bundle reads, so that a daemon starts and names it.
                sections.put(PREFIX + key, new TreeMap<>());
                continue;
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

    /** Refuses what no bundle accepts, before anything starts. */
    void check(Path file, List<ConfigurationSchema> schemas) throws LaunchException {
        boolean uboot = sections.containsKey(PREFIX + "uboot");
        if (uboot && sections.containsKey(PREFIX + "simulated")) {
            throw new LaunchException(
                    file + ": has both uboot.* and simulated.*; keep the bootloader that the device has");
        }
        ConfigurationChecker checker = new ConfigurationChecker(schemas);
        for (Map.Entry<String, SortedMap<String, String>> section : sections.entrySet()) {
            if (section.getValue().isEmpty()) {
                throw new LaunchException(file + ": '" + section.getKey().substring(PREFIX.length())
                        + "' is not a key; keys have two parts, for example engine.directory");
            }
            for (ConfigurationProblem problem : checker.check(section.getKey(), section.getValue())) {
                throw new LaunchException(file + ": " + problem.message());
            }
        }
    }
}
