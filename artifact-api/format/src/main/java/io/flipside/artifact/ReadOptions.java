// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.security.PublicKey;
import java.util.List;

/**
 * Holds the options for reading an artifact: verification keys, number of threads, limits.
 *
 * @param keys verification keys, RSA or P-256; if any, an artifact must bear a signature that one of them verifies
 * @param threads how many cores may be used: 1 means that everything happens in the caller's thread; with more,
 *     decompressing runs ahead of the consumer, at the price of memory: for each thread and one more, 3 MiB with gzip,
 *     8 MiB with zstd, 96 MiB with xz. With a heap limit below 128 MiB (zstd) or 1 GiB (xz) what this library writes is
 *     decompressed by the caller's thread only, and needs no such memory
 * @param unsignedAugment whether an artifact may have an augment section although keys are given: no signature covers it,
 *     and it can replace type, depends and provides of the payload
 * @param payloadLimit most payload bytes, decompressed, all files together
 */
public record ReadOptions(List<PublicKey> keys, int threads, boolean unsignedAugment, long payloadLimit) {
    public ReadOptions {
        keys = List.copyOf(keys);
        if (threads < 1 || threads > 64 || payloadLimit < 0) {
            throw new IllegalArgumentException("1 to 64 threads, and a limit that is not negative");
        }
    }

    /** Verifies signatures with these keys; one thread, no unsigned augment section, 1 TiB of payload at most. */
    public ReadOptions(List<PublicKey> keys) {
        this(keys, 1, false, ArtifactLimits.PAYLOAD);
    }

    /** Checks checksums only, and accepts signed and unsigned artifacts alike. */
    public static ReadOptions withoutKeys() {
        return new ReadOptions(List.of());
    }

    /** The same with another number of threads. */
    public ReadOptions withThreads(int number) {
        return new ReadOptions(keys, number, unsignedAugment, payloadLimit);
    }

    /** The same, but an augment section is accepted even though no signature covers it. */
    public ReadOptions withUnsignedAugment() {
        return new ReadOptions(keys, threads, true, payloadLimit);
    }

    /** The same with another limit on the payload's decompressed bytes. */
    public ReadOptions withPayloadLimit(long bytes) {
        return new ReadOptions(keys, threads, unsignedAugment, bytes);
    }
}
