// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import io.flipside.artifact.internal.codec.Decoders;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.Workers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Any bytes as compressed data, the first byte picking the method: one thread and several must agree. */
public final class CodecTarget {
    private static final int MOST = 4 << 20;

    private CodecTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] packed = Arrays.copyOfRange(input, 1, input.length);
        String one = expanded(input[0], packed, 1);
        String several = expanded(input[0], packed, 3);
        if (!one.equals(several)) {
            throw new IllegalStateException("one thread: " + one + ", several: " + several);
        }
    }

    private static String expanded(byte method, byte[] packed, int threads) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(packed);
        try (Workers workers = new Workers(threads);
                InputStream expanded =
                        switch (method) {
                            case 'x' -> Decoders.xz(in);
                            case 'z' -> Decoders.zstd(in);
                            default -> Decoders.gzip(in, workers);
                        }) {
            return Arrays.hashCode(expanded.readNBytes(MOST)) + "";
        } catch (MalformedException refused) {
            return "refused";
        }
    }
}
