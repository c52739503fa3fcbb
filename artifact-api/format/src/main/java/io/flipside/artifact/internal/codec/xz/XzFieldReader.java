// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.util.zip.CRC32;

/** Parses the fields of an xz header or index, and computes their CRC32. Not thread-safe. */
final class XzFieldReader {
    private static final int MAX_VARIABLE_OCTETS = 9;

    private final CompressedInputBuffer in;
    private final CRC32 crc = new CRC32();
    private long length;

    XzFieldReader(CompressedInputBuffer in) {
        this.in = in;
    }

    int octet() throws IOException {
        int octet = in.octet();
        crc.update(octet);
        length++;
        return octet;
    }

    /** An unsigned little-endian number. */
    long number(int octets) throws IOException {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value |= (long) octet() << (8 * i);
        }
        return value;
    }

    /** A number of 63 bits, seven to an octet, in as few octets as it takes. */
    long variable() throws IOException {
        long value = 0;
        for (int i = 0; i < MAX_VARIABLE_OCTETS; i++) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << (7 * i);
            if (octet < 0x80) {
                if (octet == 0 && i > 0) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedException("malformed number in xz data");
    }

    /** Zeros up to a position. */
    void zerosTo(long end) throws IOException {
        while (length < end) {
            if (octet() != 0) {
                throw new MalformedException("xz padding is not zero");
            }
        }
    }

    /** Reads the CRC32 of the fields so far. */
    void requireChecksum() throws IOException {
        if (in.number(4) != crc.getValue()) {
            throw new MalformedException("xz header or index has a wrong checksum");
        }
    }

    long checksum() {
        return crc.getValue();
    }

    long length() {
        return length;
    }
}
