// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether an artifact may be installed on a device, and gives the reason if not. An artifact is compatible if,
 * for every key that it depends on, the device provides one of the values that the artifact accepts. The device type,
 * the artifact name and the artifact group are keys like any other: {@link ProvidesRules} has their names.
 */
public sealed interface Compatibility {
    /** Decides for an artifact and what a device provides, its device type included. */
    static Compatibility of(Artifact artifact, Map<String, String> provides) {
        return of(artifact.depends(), provides);
    }

    /**
     * Decides for all that an artifact depends on and all that a device provides.
     *
     * @param depends key to accepted values; device type, artifact name and group included
     * @param provides what the device provides; the device type included
     */
    static Compatibility of(Map<String, List<String>> depends, Map<String, String> provides) {
        for (Map.Entry<String, List<String>> need : depends.entrySet()) {
            Optional<String> actual = Optional.ofNullable(provides.get(need.getKey()));
            if (actual.isEmpty() || !need.getValue().contains(actual.get())) {
                return new Incompatible(need.getKey(), need.getValue(), actual);
            }
        }
        return new Compatible();
    }

    /** Returns why the artifact is incompatible; empty if it is compatible. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Says that the device provides all that the artifact depends on. */
    record Compatible() implements Compatibility {}

    /**
     * Says which key the device does not provide with an accepted value.
     *
     * @param key what the artifact depends on
     * @param accepted the values that it accepts
     * @param actual the device's value, if it has any
     */
    record Incompatible(String key, List<String> accepted, Optional<String> actual) implements Compatibility {
        public Incompatible {
            accepted = List.copyOf(accepted);
        }

        /** For example {@code needs device_type to be pi3 or pi4, but the device has qemu}. */
        @Override
        public Optional<String> obstacle() {
            return Optional.of("needs " + key + " to be " + String.join(" or ", accepted) + ", but the device has "
                    + actual.orElse("none"));
        }
    }
}
