// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import io.flipside.device.support.config.ConfigurationChecker;
import io.flipside.device.support.config.ConfigurationProblem;
import io.flipside.device.support.config.ConfigurationSchema;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parses the device's configuration file, and groups its keys by Configuration Admin PID: engine.x becomes the
 * property x of PID io.flipside.engine.
 *
 * @param sections PID to properties
 */
record DeviceConfigFile(SortedMap<String, SortedMap<String, String>> sections) {
    private static final String PREFIX = "io.flipside.";
    private static final int MAX_SECTION = 64;
    private static final long MAX_SIZE = 1 << 20;

    static DeviceConfigFile read(Path file, Path data) throws LaunchException {
        Properties properties = new Properties();
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw new LaunchException(file + ": larger than 1 MiB, that is no configuration");
            }
            // A byte that is no UTF-8 does no harm in a comment, and elsewhere what has it is refused where it is used.
            properties.load(new StringReader(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
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
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            String value = properties.getProperty(key).trim().replace("${data}", data.toString());
            String section = shortened(incomplete(key) ? key.replace(".", "") : key.substring(0, key.indexOf('.')));
            // In its section, where no bundle has such a key: a daemon starts, and names it.
            String name =
                    incomplete(key) || key.charAt(section.length()) != '.' ? key : key.substring(section.length() + 1);
            SortedMap<String, String> others = sections.computeIfAbsent(PREFIX + section, pid -> new TreeMap<>());
            others.put(unlike(others.keySet(), name), value);
        }
        return new DeviceConfigFile(Collections.unmodifiableSortedMap(sections));
    }

    /** Configuration Admin makes a file name of it. No bundle has such a section, and a daemon starts, and names it. */
    private static String shortened(String section) {
        return section.substring(0, Math.min(MAX_SECTION, section.length()));
    }

    private static boolean incomplete(String key) {
        int dot = key.indexOf('.');
        return dot < 1 || dot == key.length() - 1;
    }

    /** Configuration Admin takes neither an empty name, nor one that differs only by case from another one. */
    private static String unlike(Set<String> others, String name) {
        boolean taken = name.isEmpty() || others.stream().anyMatch(name::equalsIgnoreCase);
        return taken ? unlike(others, name + "?") : name;
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

    /** Refuses what no bundle accepts, before anything starts; first of all what is no key. */
    void check(Path file, List<ConfigurationSchema> schemas) throws LaunchException {
        ConfigurationChecker checker = new ConfigurationChecker(schemas);
        List<Map.Entry<String, SortedMap<String, String>>> ordered = new ArrayList<>(sections.entrySet());
        ordered.sort(Comparator.comparing(section -> noKey(section).isEmpty()));
        for (Map.Entry<String, SortedMap<String, String>> section : ordered) {
            for (ConfigurationProblem problem : checker.check(section.getKey(), section.getValue())) {
                throw new LaunchException(file + ": " + noKey(section).orElse("") + problem.message());
            }
        }
    }

    private static Optional<String> noKey(Map.Entry<String, SortedMap<String, String>> section) {
        String name = section.getKey().substring(PREFIX.length());
        return section.getValue().keySet().stream()
                .filter(key -> key.replaceAll("[.?]", "").equals(name))
                .findFirst()
                .map(key -> "'" + key + "' is not a key, as keys have two parts; ");
    }
}
