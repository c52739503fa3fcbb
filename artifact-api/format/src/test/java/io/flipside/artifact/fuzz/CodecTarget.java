// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import io.flipside.artifact.internal.codec.Decoders;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.WorkerThreads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Any bytes as compressed data, the first byte picking the method: one thread and several must agree, unless there is so
 * much that nobody read to the end, and so not all saw what may be wrong there.
 */
public final class CodecTarget {
    private static final int MOST = 4 << 20;
    private static final String LONG = "long";

    private CodecTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] compressed = Arrays.copyOfRange(input, 1, input.length);
        String one = decompressed(input[0], compressed, 1);
        for (int threads = 2; threads <= 3; threads++) {
            String several = decompressed(input[0], compressed, threads);
            if (!one.equals(several) && !one.equals(LONG) && !several.equals(LONG)) {
                throw new IllegalStateException("one thread: " + one + ", " + threads + ": " + several);
            }
        }
    }

    private static String decompressed(byte method, byte[] compressed, int threads) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(compressed);
        try (WorkerThreads workers = new WorkerThreads(threads);
                InputStream decompressed =
                        switch (method) {
                            case 'x' -> Decoders.xz(in, workers);
                            case 'z' -> Decoders.zstd(in, workers);
                            default -> Decoders.gzip(in, workers);
                        }) {
            byte[] content = decompressed.readNBytes(MOST);
            return content.length == MOST ? LONG : Arrays.hashCode(content) + "";
        } catch (MalformedException refused) {
            return "refused";
        }
    }
}
