// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;

/**
 * Converts the properties of a component to its annotation-based configuration type. Unlike the container's own
 * conversion it does not fail on a faulty optional value. A number or a choice then has its default. A free text stays as
 * it is: without the script, key or certificate that was meant, the device would silently be another one, or trust others.
 * The fault is announced by whoever checks all configurations.
 */
public final class TypedConfiguration {
    private TypedConfiguration() {}

    /**
     * Reads the properties that a component was activated with, and makes settings from them. What the settings refuse
     * with an {@link IllegalArgumentException} is announced as a fault of this configuration; that a required value is
     * missing is announced by whoever checks all configurations.
     *
     * @param faults gets what is announced
     * @return the settings, or nothing if there are none for these properties
     */
    public static <A, S> Optional<S> read(
            Class<A> type, Map<String, ?> properties, Function<A, S> settings, FaultAnnouncements faults) {
        ConfigurationSchema schema =
                schema(type, ConfigurationSchema.of(Objects.requireNonNull(FrameworkUtil.getBundle(type))));
        try {
            return Optional.of(settings.apply(read(type, properties, schema)));
        } catch (InvalidConfigurationException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            faults.announce(type, schema.pid(), e.getMessage() == null ? e.toString() : e.getMessage());
            return Optional.empty();
        }
    }

    private static ConfigurationSchema schema(Class<?> type, List<ConfigurationSchema> schemas) {
        return schemas.stream()
                .filter(candidate -> candidate.type().equals(type.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no schema in its bundle"));
    }

    static <A> A read(Class<A> type, Map<String, ?> properties, ConfigurationSchema schema) {
        Map<String, Object> values = new HashMap<>();
        for (Method method : type.getDeclaredMethods()) {
            values.put(method.getName(), value(schema, method, properties));
        }
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> values.get(method.getName())));
    }

    private static Object value(ConfigurationSchema schema, Method method, Map<String, ?> properties) {
        KeyDefinition key = schema.keys().get(method.getName());
        if (key == null) {
            throw new IllegalStateException(schema.type() + ": the schema does not have " + method.getName());
        }
        @Nullable Object given = properties.get(key.name());
        @Nullable Object fallback = method.getDefaultValue();
        String text = given == null ? "" : usable(key, given, fallback != null);
        if (!text.isEmpty()) {
            return convert(text, method.getReturnType());
        }
        if (fallback == null) {
            throw new InvalidConfigurationException(schema.pid() + ": "
                    + (given == null ? key.missing() : key.rejection(given).orElseGet(key::missing)));
        }
        return fallback;
    }

    private static String usable(KeyDefinition key, Object given, boolean optional) {
        boolean taken = key.rejection(given).isEmpty() || (optional && key.isFreeText());
        return taken ? KeyDefinition.text(given).orElse("") : "";
    }

    private static Object convert(String text, Class<?> type) {
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class) {
            return Long.valueOf(text);
        }
        return type == boolean.class ? (Object) Boolean.valueOf(text) : text;
    }
}
