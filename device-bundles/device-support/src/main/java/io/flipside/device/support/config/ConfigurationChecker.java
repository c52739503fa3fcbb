// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Validates configurations against the schemas of all bundles, and reports misspelt names and missing or invalid
 * values. Keys that a container adds for itself are ignored, and so are PIDs that are not ours. Immutable.
 */
public final class ConfigurationChecker {
    private static final List<String> OF_CONTAINERS =
            List.of("service.", "component.", "felix.fileinstall.", ":configurator:", "org.apache.karaf.");

    private static final Pattern KEY_WITHIN = Pattern.compile("([A-Za-z]+)\\s*[=:\\s]");

    private final SortedMap<String, SortedMap<String, KeyDefinition>> schemas;

    /** Checks against these schemas. */
    public ConfigurationChecker(List<ConfigurationSchema> schemas) {
        this.schemas = ConfigurationSchema.byPid(schemas);
    }

    /** Returns what is wrong with a configuration; nothing if it is accepted. */
    public List<ConfigurationProblem> check(String pid, Map<String, ?> properties) {
        if (!pid.startsWith(ConfigurationSchema.PREFIX)) {
            return List.of();
        }
        SortedMap<String, KeyDefinition> keys = schemas.get(pid);
        if (keys == null) {
            return List.of(problem(pid, "no bundle reads this section, " + section(pid)));
        }
        List<ConfigurationProblem> problems = new ArrayList<>();
        properties.forEach((key, value) -> check(key, value, keys).ifPresent(text -> problems.add(problem(pid, text))));
        keys.values().stream()
                .filter(key -> key.required() && key.defaultValue().isEmpty() && !properties.containsKey(key.name()))
                .forEach(key -> problems.add(problem(pid, key.missing())));
        return problems;
    }

    private Optional<String> check(String key, Object value, SortedMap<String, KeyDefinition> keys) {
        if (OF_CONTAINERS.stream().anyMatch(key::startsWith)) {
            return Optional.empty();
        }
        KeyDefinition definition = keys.get(key);
        return definition == null
                ? Optional.of("unknown key '" + key + "', " + suggestion(key, value, keys.keySet()) + elsewhere(key))
                : definition.rejection(value);
    }

    /** Where the dot before a key was forgotten, the key stands in the value, as in {@code engine directory=/data}. */
    private static String suggestion(String name, Object value, Set<String> names) {
        Matcher within = KEY_WITHIN.matcher(KeyDefinition.text(value).orElse(""));
        return NearestName.of(name, names)
                .or(() -> within.lookingAt() ? NearestName.of(within.group(1), names) : Optional.empty())
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> "known are " + String.join(", ", names));
    }

    /** Suggests a section or, where the name is rather that of a key, the key with its section. */
    private String section(String pid) {
        Map<String, String> keys = new TreeMap<>();
        Map<String, String> whole = new TreeMap<>();
        schemas.forEach((known, definitions) -> definitions.keySet().forEach(key -> {
            keys.putIfAbsent(key, known + "." + key);
            whole.put(known.substring(ConfigurationSchema.PREFIX.length()) + "." + key, known + "." + key);
        }));
        String name = pid.substring(ConfigurationSchema.PREFIX.length());
        Map<String, String> sections = new TreeMap<>();
        schemas.keySet().forEach(known -> sections.put(known.substring(ConfigurationSchema.PREFIX.length()), known));
        return Stream.of(sections, keys, whole)
                .flatMap(names -> NearestName.of(name, names.keySet()).map(names::get).stream())
                .findFirst()
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> "known are " + String.join(", ", schemas.keySet()));
    }

    private String elsewhere(String key) {
        return schemas.entrySet().stream()
                .filter(schema -> schema.getValue().containsKey(key))
                .findFirst()
                .map(schema -> " (" + schema.getKey() + " has a key of this name)")
                .orElse("");
    }

    private static ConfigurationProblem problem(String pid, String text) {
        return new ConfigurationProblem(pid, pid + ": " + text);
    }
}
