// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.util.Arrays;
import java.util.Optional;

/** Enumerates the compression formats of header and payload: none, gzip, xz, zstd. */
public enum Compression {
    /** Not at all. */
    NONE(""),
    /** gzip, one or several members. The default, which every client reads. */
    GZIP(".gz"),
    /** xz, up to 64 MiB of dictionary. */
    XZ(".xz"),
    /** zstd, up to 64 MiB of window. Clients before Mender 4 cannot read it. */
    ZSTD(".zst");

    private final String extension;

    Compression(String extension) {
        this.extension = extension;
    }

    /** What it adds to the name of a tar entry: {@code ""}, {@code ".gz"}, {@code ".xz"} or {@code ".zst"}. */
    public String extension() {
        return extension;
    }

    /** The compression whose extension a name has behind {@code stem}, if any. */
    static Optional<Compression> of(String name, String stem) {
        return Arrays.stream(values())
                .filter(compression -> name.equals(stem + compression.extension))
                .findFirst();
    }
}
