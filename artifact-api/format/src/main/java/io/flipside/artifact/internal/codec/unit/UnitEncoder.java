// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Compresses a stream into units that can be decompressed independently. */
public interface UnitEncoder {
    /** Largest unit in bytes, not compressed. */
    int unitSize();

    /** How many units may be on their way: being compressed, or waiting for their turn to be written; bounds memory. */
    int window(int threads);

    /** What precedes the first unit. */
    byte[] head();

    /**
     * Compresses a unit; the result does not depend on any other. Thread-safe.
     *
     * @param content its bytes
     * @param length how many there are, at least 1
     * @throws IOException if there are fewer, or they can't be read
     */
    Encoded encode(InputStream content, int length) throws IOException;

    /** Takes note of a unit that has been written, and whose bytes nobody needs any more; called in order. */
    default void written(Encoded unit) {}

    /** What follows the last unit. */
    byte[] tail();

    /**
     * Holds a compressed unit.
     *
     * @param parts its bytes one behind the other, each backed by an array
     * @param decompressed size before
     */
    record Encoded(List<ByteBuffer> parts, int decompressed) {
        /** Of one part. */
        public static Encoded of(byte[] bytes, int length, int decompressed) {
            return new Encoded(List.of(ByteBuffer.wrap(bytes, 0, length)), decompressed);
        }

        /** Writes it; as often as wanted. */
        public void writeTo(OutputStream out) throws IOException {
            for (ByteBuffer part : parts) {
                out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
            }
        }
    }
}
