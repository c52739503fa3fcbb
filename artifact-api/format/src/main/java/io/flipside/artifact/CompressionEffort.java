// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

/** Selects the compression level of xz and zstd: faster or smaller. Gzip has a single level. */
public enum CompressionEffort {
    /** Quickest. */
    FASTEST(1, 1),
    /** The default. */
    STANDARD(3, 6),
    /** Smaller, several times slower. */
    BETTER(9, 7),
    /** Smallest that every device with 64 MiB to spare can decompress. */
    BEST(19, 9);

    private final int zstdLevel;
    private final int xzPreset;

    CompressionEffort(int zstdLevel, int xzPreset) {
        this.zstdLevel = zstdLevel;
        this.xzPreset = xzPreset;
    }

    int zstdLevel() {
        return zstdLevel;
    }

    int xzPreset() {
        return xzPreset;
    }
}
