// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Computes the provides of a device after an installation from its previous provides and those of the artifact. */
public final class ProvidesRules {
    /** Key of the installed artifact's name. */
    public static final String ARTIFACT_NAME = "artifact_name";

    /** Key of the installed artifact's group. */
    public static final String ARTIFACT_GROUP = "artifact_group";

    /** Key of the device's type. */
    public static final String DEVICE_TYPE = "device_type";

    private static final String INCONSISTENT = "_INCONSISTENT";

    private ProvidesRules() {}

    /**
     * Erases the provides that the patterns match, then adds those of the artifact.
     *
     * @param before what the device provided
     * @param added what the artifact provides, its name and group included
     * @param clears patterns ({@code *} is any run of characters); empty means that all of {@code before} goes
     */
    public static SortedMap<String, String> merge(
            Map<String, String> before, Map<String, String> added, Optional<List<String>> clears) {
        SortedMap<String, String> result = new TreeMap<>();
        clears.ifPresent(patterns -> {
            result.putAll(before);
            patterns.forEach(pattern -> result.keySet().removeIf(matching(pattern)));
        });
        result.putAll(added);
        return result;
    }

    /** Marks the artifact's name: its installation failed and could not be undone, so nobody knows what is installed. */
    public static SortedMap<String, String> inconsistent(Map<String, String> provides) {
        SortedMap<String, String> result = new TreeMap<>(provides);
        result.computeIfPresent(ARTIFACT_NAME, (key, name) -> name.endsWith(INCONSISTENT) ? name : name + INCONSISTENT);
        return result;
    }

    private static Predicate<String> matching(String pattern) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
    }
}
