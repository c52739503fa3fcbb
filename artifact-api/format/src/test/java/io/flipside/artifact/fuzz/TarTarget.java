// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.tar.TarEntry;
import io.flipside.artifact.internal.tar.TarReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Any bytes as a tar archive. */
public final class TarTarget {
    private TarTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        TarReader tar = new TarReader(new ByteArrayInputStream(input));
        try {
            for (Optional<TarEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                if (tar.content().readAllBytes().length != entry.get().size()) {
                    throw new IllegalStateException("content is not as long as announced");
                }
            }
            tar.requireNothingMore();
        } catch (MalformedException refused) {
            return;
        }
    }
}
