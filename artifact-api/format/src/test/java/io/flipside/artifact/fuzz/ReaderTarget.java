// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import io.flipside.artifact.ReadOptions;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.testing.Contents;
import java.io.IOException;

/** Any bytes as an artifact. */
public final class ReaderTarget {
    private static final ReadOptions OPTIONS = ReadOptions.withoutKeys().withPayloadLimit(16 << 20);

    private ReaderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        try {
            Contents.of(input, OPTIONS);
        } catch (ArtifactException refused) {
            return;
        }
    }
}
