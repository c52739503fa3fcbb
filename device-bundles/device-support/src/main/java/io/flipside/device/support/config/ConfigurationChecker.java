// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Validates configurations against the schemas of all bundles, and reports misspelt names and missing or invalid
 * values. Keys that a container adds for itself are ignored, and so are PIDs that are not ours. Immutable.
 */
public final class ConfigurationChecker {
    private static final List<String> OF_CONTAINERS =
            List.of("service.", "component.", "felix.fileinstall.", ":configurator:", "org.apache.karaf.");

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
            return List.of(problem(pid, "no bundle reads this section, " + suggestion(pid, schemas.keySet())));
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
                ? Optional.of("unknown key '" + key + "', " + suggestion(key, keys.keySet()) + elsewhere(key))
                : definition.rejection(value);
    }

    private static String suggestion(String name, java.util.Set<String> names) {
        return NearestName.of(name, names)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElseGet(() -> "known are " + String.join(", ", names));
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
