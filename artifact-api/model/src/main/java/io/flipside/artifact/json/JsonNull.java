// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

/** Represents the JSON value {@code null}. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
