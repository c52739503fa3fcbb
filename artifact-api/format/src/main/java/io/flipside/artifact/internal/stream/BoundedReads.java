// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.stream;

import java.io.IOException;
import java.io.InputStream;

/** Reads an exact number of bytes, or all bytes up to the end of a stream if they do not exceed a limit. */
public final class BoundedReads {
    private BoundedReads() {}

    /** Everything up to the end of a stream, refused when longer than a limit. */
    public static byte[] upTo(InputStream in, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit);
        if (bytes.length == limit && in.read() >= 0) {
            throw new MalformedException("longer than " + limit + " bytes");
        }
        return bytes;
    }

    /** Fills an array. */
    public static void exactly(InputStream in, byte[] target, int length) throws IOException {
        if (in.readNBytes(target, 0, length) < length) {
            throw new MalformedException("ends too early");
        }
    }
}
