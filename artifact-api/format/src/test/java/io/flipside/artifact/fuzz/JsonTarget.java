// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.json.JsonValue;

/** Any bytes as JSON: what is accepted must survive writing and reading again. */
public final class JsonTarget {
    private JsonTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            JsonValue value = Json.parse(input);
            if (!Json.parse(Json.write(value)).equals(value)) {
                throw new IllegalStateException("changed by writing: " + value);
            }
        } catch (JsonException refused) {
            if (refused.offset() < 0 || refused.offset() > input.length) {
                throw new IllegalStateException("offset outside of the text", refused);
            }
        }
    }
}
