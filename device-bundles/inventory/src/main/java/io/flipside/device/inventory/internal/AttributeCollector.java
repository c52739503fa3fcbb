// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects identity or inventory attributes, with all values of a name that occurs several times. */
final class AttributeCollector {
    private final SortedMap<String, List<String>> values = new TreeMap<>();

    void add(String name, String value) {
        if (!name.isBlank()) {
            values.computeIfAbsent(name.strip(), key -> new ArrayList<>()).add(value.strip());
        }
    }

    /** Adds what a script printed; a line without {@code =} means nothing. */
    void addLines(String text) {
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                add(line.substring(0, equals), line.substring(equals + 1));
            }
        });
    }

    SortedMap<String, List<String>> all() {
        values.replaceAll((name, list) -> List.copyOf(list));
        return values;
    }
}
