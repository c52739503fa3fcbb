// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * Holds the services of one kind by the keys in a service property, and waits for one that is missing. If several have one
 * key, the one with the highest service ranking is used, and of those the oldest. Thread-safe.
 */
final class KeyedServiceRegistry<T> {
    private final String kind;
    private final Map<String, List<Ranked<T>>> byKey = new HashMap<>();

    /** The kind is a word for messages. */
    KeyedServiceRegistry(String kind) {
        this.kind = kind;
    }

    private record Ranked<T>(T service, int ranking, long id) {}

    synchronized void bind(T service, Map<String, Object> properties, String keyProperty) {
        int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
        long id = properties.get(Constants.SERVICE_ID) instanceof Long given ? given : 0;
        for (String key : strings(properties.get(keyProperty))) {
            List<Ranked<T>> services = byKey.computeIfAbsent(key, unknown -> new ArrayList<>());
            services.add(new Ranked<>(service, ranking, id));
            services.sort(
                    Comparator.comparing((Ranked<T> ranked) -> -ranked.ranking).thenComparing(ranked -> ranked.id));
        }
        notifyAll();
    }

    synchronized void unbind(T service) {
        byKey.values().forEach(services -> services.removeIf(ranked -> ranked.service == service));
    }

    /**
     * Returns the service that is here, or comes while we wait.
     *
     * @param firstAppearance how long to wait if there never was one
     * @param replaced how long to wait if there was one
     */
    synchronized T await(String key, Duration firstAppearance, Duration replaced)
            throws IOException, InterruptedException {
        boolean known = byKey.containsKey(key);
        Duration timeout = known ? replaced : firstAppearance;
        long end = System.nanoTime() + timeout.toNanos();
        Optional<T> service = now(key);
        while (service.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IOException("there is no " + kind + " for '" + key + "'"
                        + (known ? " any more, and none came back within " + timeout.toSeconds() + " s" : "")
                        + "; install a bundle that provides one");
            }
            wait(left);
            service = now(key);
        }
        return service.get();
    }

    private Optional<T> now(String key) {
        return byKey.getOrDefault(key, List.of()).stream().findFirst().map(Ranked::service);
    }

    /** Returns whether the service is registered for the key. */
    synchronized boolean serves(String key, T service) {
        return byKey.getOrDefault(key, List.of()).stream().anyMatch(ranked -> ranked.service == service);
    }

    /** A service property may be one string, an array or a collection. */
    private static List<String> strings(@Nullable Object keys) {
        if (keys instanceof String key) {
            return List.of(key);
        }
        if (keys instanceof String[] array) {
            return List.of(array);
        }
        return keys instanceof Collection<?> collection
                ? collection.stream().map(String::valueOf).toList()
                : List.of();
    }
}
