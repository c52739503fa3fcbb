// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.testing;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Makes test content: the same bytes for the same arguments. */
public final class TestBytes {
    private TestBytes() {}

    /** Makes bytes that no compression makes smaller. */
    public static byte[] noise(int length, int seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    /** Makes bytes of which one half is noise and one half repeats it. */
    public static byte[] content(int length) {
        byte[] content = noise(length, 1);
        for (int at = 500; at + 500 <= length; at += 1_000) {
            System.arraycopy(content, 0, content, at, 500);
        }
        return content;
    }

    /** Makes bytes with little noise, so that large units become small ones. */
    public static byte[] sparse(int length) {
        byte[] content = new byte[length];
        for (int at = 0; at < length; at += 10_000) {
            System.arraycopy(content(300), 0, content, at, 300);
        }
        return content;
    }

    /** Joins arrays. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
