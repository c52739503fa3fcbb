// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The arithmetic of provides: the names of what is installed, and how an artifact changes them. */
public final class Provides {
    public static final String ARTIFACT_NAME = "artifact_name";
    public static final String ARTIFACT_GROUP = "artifact_group";
    public static final String DEVICE_TYPE = "device_type";

    /** Marks the name of an artifact whose installation failed and could not be undone. */
    private static final String INCONSISTENT = "_INCONSISTENT";

    private Provides() {}

    /** Erases what the patterns match (without patterns: everything), then adds. */
    static SortedMap<String, String> merged(
            Map<String, String> before, Map<String, String> added, Optional<List<String>> clears) {
        SortedMap<String, String> result = new TreeMap<>();
        clears.ifPresent(patterns -> {
            result.putAll(before);
            patterns.forEach(pattern -> result.keySet().removeIf(matching(pattern)));
        });
        result.putAll(added);
        return result;
    }

    /** The same with a name that says that nobody knows what is installed. */
    public static SortedMap<String, String> inconsistent(Map<String, String> provides) {
        SortedMap<String, String> result = new TreeMap<>(provides);
        result.computeIfPresent(ARTIFACT_NAME, (key, name) -> name.endsWith(INCONSISTENT) ? name : name + INCONSISTENT);
        return result;
    }

    /** {@code *} stands for any run of characters, all else for itself. */
    private static Predicate<String> matching(String pattern) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
    }
}
