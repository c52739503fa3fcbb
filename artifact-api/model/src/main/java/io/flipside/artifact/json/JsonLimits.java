// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

/**
 * Defines the limits for the size, the nesting depth and the number of values of a JSON text.
 *
 * @param bytes longest text in UTF-8 bytes
 * @param depth deepest nesting of arrays and objects
 * @param values most values in all, each element and member counted
 */
public record JsonLimits(int bytes, int depth, int values) {
    /** 1 MiB, 64 levels, 100,000 values: at most some 15 MiB of heap. */
    public static final JsonLimits DEFAULT = new JsonLimits(1 << 20, 64, 100_000);

    public JsonLimits {
        if (bytes < 1 || depth < 0 || depth > 500 || values < 1) {
            throw new IllegalArgumentException("limits must be positive, and depth at most 500");
        }
    }

    /** The default limits with another size limit. */
    public static JsonLimits ofBytes(int bytes) {
        return new JsonLimits(bytes, DEFAULT.depth, DEFAULT.values);
    }
}
