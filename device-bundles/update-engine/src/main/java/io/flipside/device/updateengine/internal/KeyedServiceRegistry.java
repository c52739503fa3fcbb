// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.service.ReplaceableService;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Providers of one kind that are told apart by a service property. Thread-safe. */
final class KeyedServiceRegistry<T> {
    private final String kind;
    private final Map<String, ReplaceableService<T>> byName = new ConcurrentHashMap<>();

    /** The kind is a word for messages. */
    KeyedServiceRegistry(String kind) {
        this.kind = kind;
    }

    void bind(T service, @Nullable Object names) {
        for (String name : strings(names)) {
            byName.compute(name, (key, old) -> {
                ReplaceableService<T> awaited = old == null ? new ReplaceableService<>() : old;
                awaited.set(service);
                return awaited;
            });
        }
    }

    void unbind(T service) {
        byName.values().forEach(awaited -> awaited.unset(service));
    }

    /**
     * The provider that is here, or comes while we wait.
     *
     * @param firstAppearance how long to wait if there never was one
     * @param replaced how long to wait if there was one
     */
    T await(String name, Duration firstAppearance, Duration replaced) throws IOException, InterruptedException {
        boolean known = byName.containsKey(name);
        Duration timeout = known ? replaced : firstAppearance;
        Optional<T> service =
                byName.computeIfAbsent(name, key -> new ReplaceableService<>()).await(timeout);
        if (service.isEmpty() && !known) {
            byName.computeIfPresent(name, (key, awaited) -> awaited.now().isPresent() ? awaited : null);
        }
        return service.orElseThrow(() -> new IOException("there is no " + kind + " for '" + name + "'"
                + (known ? " any more, and none came back within " + timeout.toSeconds() + " s" : "")
                + "; install a bundle that provides one"));
    }

    /** Whether it is still the one that serves the name. */
    boolean serves(String name, T service) {
        ReplaceableService<T> awaited = byName.get(name);
        return awaited != null && awaited.now().filter(now -> now == service).isPresent();
    }

    /** A service property may be one string, an array or a collection. */
    private static List<String> strings(@Nullable Object names) {
        if (names instanceof String name) {
            return List.of(name);
        }
        if (names instanceof String[] array) {
            return List.of(array);
        }
        return names instanceof Collection<?> collection
                ? collection.stream().map(String::valueOf).toList()
                : List.of();
    }
}
