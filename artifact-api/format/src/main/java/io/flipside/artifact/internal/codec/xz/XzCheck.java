// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/** Computes the checksum at the end of each block of an xz stream. Used once; not thread-safe. */
interface XzCheck {
    void update(byte[] bytes, int offset, int length);

    /** Its value as it is stored. */
    byte[] value();

    /** Length of the value. */
    int size();

    /** A check of the type that the stream's header names. */
    static XzCheck of(int type) throws MalformedException {
        return switch (type) {
            case 0 -> new Sum(new CRC32(), 0);
            case 1 -> new Sum(new CRC32(), 4);
            case 4 -> new Sum(new Crc64(), 8);
            case 10 -> new Sum256(new Sha256Calculator());
            default -> throw new MalformedException("xz stream has an unknown kind of check");
        };
    }

    /**
     * Computes a little-endian checksum: CRC32 or CRC64.
     *
     * @param sum computes it
     * @param size how many of its octets are stored
     */
    record Sum(Checksum sum, @Override int size) implements XzCheck {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            sum.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            byte[] value = new byte[size];
            for (int i = 0; i < size; i++) {
                value[i] = (byte) (sum.getValue() >>> (8 * i));
            }
            return value;
        }
    }

    /**
     * Computes SHA-256.
     *
     * @param sum computes it
     */
    record Sum256(Sha256Calculator sum) implements XzCheck {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            sum.update(bytes, offset, length);
        }

        @Override
        public byte[] value() {
            return sum.digest().bytes();
        }

        @Override
        public int size() {
            return Digest.BYTES;
        }
    }
}
