// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.security.PublicKey;
import java.util.List;

/**
 * How strictly to read.
 *
 * @param keys verification keys; if any, an artifact must bear a signature that one of them verifies
 */
public record ReadOptions(List<PublicKey> keys) {
    public ReadOptions {
        keys = List.copyOf(keys);
    }

    /** Checks checksums only, and accepts signed and unsigned artifacts alike. */
    public static ReadOptions withoutKeys() {
        return new ReadOptions(List.of());
    }
}
