// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.gzip;

import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.codec.unit.CompressedUnitReader;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.zip.CRC32;

/**
 * Parses the header of a gzip member (RFC 1952), including Flipside's extra field {@code FS}. That field holds the
 * sizes of the whole member and of its decompressed content, both in four little-endian bytes.
 *
 * @param length of the header in bytes
 * @param sizes the extra field, or zeros
 */
record GzipHeader(int length, Sizes sizes) {
    static final int EXTRA_LENGTH = 8;
    static final int TRAILER_LENGTH = 8;
    /** {@code FS} as a little-endian number. */
    static final int FIELD_ID = 'F' | ('S' << 8);
    /** Length of the headers that we write. */
    static final int OWN_LENGTH = 10 + 2 + 4 + EXTRA_LENGTH;

    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    /** As the real tool and its client have it: they refuse longer ones. */
    private static final int MAX_TEXT = 511;

    /**
     * Holds the sizes that our extra field tells.
     *
     * @param member compressed size, header and trailer included; 0 without the field
     * @param decompressed size
     */
    record Sizes(long member, long decompressed) {
        static final Sizes UNKNOWN = new Sizes(0, 0);
    }

    static GzipHeader read(CompressedInputBuffer in) throws IOException {
        return new Parser(in).header();
    }

    /** Size of what is behind the header, if the whole member is known to be small. */
    OptionalInt wholeBody() throws MalformedException {
        if (sizes.member == 0
                || sizes.member > CompressedUnitReader.MAX_WHOLE
                || sizes.decompressed > CompressedUnitReader.MAX_WHOLE) {
            return OptionalInt.empty();
        }
        if (sizes.member < length + TRAILER_LENGTH) {
            throw new MalformedException("gzip member says that it is shorter than its header");
        }
        return OptionalInt.of((int) sizes.member - length);
    }

    private static final class Parser {
        private final CompressedInputBuffer in;
        private final CRC32 crc = new CRC32();
        private int length;

        Parser(CompressedInputBuffer in) {
            this.in = in;
        }

        GzipHeader header() throws IOException {
            if (octet() != 0x1f || octet() != 0x8b || octet() != 8) {
                throw new MalformedException("not gzip");
            }
            int flags = octet();
            if ((flags & 0xe0) != 0) {
                throw new MalformedException("gzip header has unknown flags");
            }
            number(6);
            Sizes sizes = (flags & FEXTRA) != 0 ? extra() : Sizes.UNKNOWN;
            for (int flag : new int[] {FNAME, FCOMMENT}) {
                if ((flags & flag) != 0) {
                    skipText();
                }
            }
            if ((flags & FHCRC) != 0) {
                long expected = crc.getValue() & 0xffff;
                if (number(2) != expected) {
                    throw new MalformedException("gzip header has a wrong checksum");
                }
            }
            return new GzipHeader(length, sizes);
        }

        private Sizes extra() throws IOException {
            int left = (int) number(2);
            Sizes sizes = Sizes.UNKNOWN;
            while (left >= 4) {
                long id = number(2);
                int fieldLength = (int) number(2);
                left -= 4 + fieldLength;
                if (left < 0) {
                    break;
                }
                if (id == FIELD_ID && fieldLength == EXTRA_LENGTH && sizes.member == 0) {
                    sizes = new Sizes(number(4), number(4));
                } else {
                    skip(fieldLength);
                }
            }
            if (left != 0) {
                throw new MalformedException("gzip header has a malformed extra field");
            }
            return sizes;
        }

        private void skipText() throws IOException {
            int start = length;
            while (octet() != 0) {
                if (length - start > MAX_TEXT) {
                    throw new MalformedException("gzip header has a text of more than " + MAX_TEXT + " bytes");
                }
            }
        }

        private void skip(int octets) throws IOException {
            for (int i = 0; i < octets; i++) {
                octet();
            }
        }

        private long number(int octets) throws IOException {
            long value = 0;
            for (int i = 0; i < octets; i++) {
                value |= (long) octet() << (8 * i);
            }
            return value;
        }

        private int octet() throws IOException {
            int octet = in.octet();
            crc.update(octet);
            length++;
            return octet;
        }
    }
}
