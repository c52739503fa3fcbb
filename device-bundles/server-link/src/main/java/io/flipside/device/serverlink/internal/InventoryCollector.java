// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import io.flipside.device.inventory.InventoryProvider;
import io.flipside.device.serverlink.internal.server.AuthenticationRequestFactory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects the inventory attributes from all providers in the order of their service ranking. Thread-safe. */
final class InventoryCollector {
    private static final Logger LOG = System.getLogger(InventoryCollector.class.getName());

    private record Ranked(InventoryProvider provider, int ranking) {}

    private final List<Ranked> providers = new CopyOnWriteArrayList<>();

    void add(InventoryProvider provider, int ranking) {
        providers.add(new Ranked(provider, ranking));
    }

    void remove(InventoryProvider provider) {
        providers.removeIf(known -> known.provider() == provider);
    }

    /** All attributes; what the device provides is certain, and wins. */
    JsonArray with(SortedMap<String, String> provides) {
        SortedMap<String, List<String>> all = new TreeMap<>();
        List<Ranked> ascending = new ArrayList<>(providers);
        ascending.sort(Comparator.comparingInt(Ranked::ranking));
        for (Ranked known : ascending) {
            try {
                all.putAll(known.provider().attributes());
            } catch (IOException e) {
                LOG.log(Level.WARNING, () -> "the inventory is incomplete: " + e.getMessage());
            }
        }
        provides.forEach((name, value) -> all.put(name, List.of(value)));
        List<JsonValue> attributes = new ArrayList<>();
        all.forEach((name, values) -> attributes.add(JsonObject.builder()
                .put("name", name)
                .put("value", AuthenticationRequestFactory.value(values))
                .build()));
        return new JsonArray(attributes);
    }
}
