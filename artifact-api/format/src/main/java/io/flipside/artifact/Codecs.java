// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.codec.Decoders;
import io.flipside.artifact.internal.stream.Workers;
import java.io.InputStream;

/** The decoder for each compression. */
final class Codecs {
    private final Workers workers;

    Codecs(Workers workers) {
        this.workers = workers;
    }

    InputStream expand(Compression compression, InputStream stored) {
        return switch (compression) {
            case NONE -> stored;
            case GZIP -> Decoders.gzip(stored, workers);
            case XZ -> Decoders.xz(stored);
            case ZSTD -> Decoders.zstd(stored);
        };
    }
}
