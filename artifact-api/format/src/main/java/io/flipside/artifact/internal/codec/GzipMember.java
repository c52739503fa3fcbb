// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.MalformedException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Expands a gzip member that is in memory. */
final class GzipMember {
    private GzipMember() {}

    /** Expands deflate data and trailer into exactly as many bytes as announced. */
    static void expand(byte[] body, int length, byte[] out, int expanded) throws MalformedException {
        Inflater inflater = new Inflater(true);
        try {
            int deflated = length - GzipHeader.TRAILER_LENGTH;
            inflater.setInput(body, 0, deflated);
            int n = 0;
            while (!inflater.finished()) {
                // One byte of room too many would be seen as an unfinished member, so ask for the end explicitly.
                int step = n < expanded ? inflater.inflate(out, n, expanded - n) : inflater.inflate(new byte[1]);
                n += step;
                if (n > expanded || (step == 0 && !inflater.finished())) {
                    throw new MalformedException("gzip member is not as long as it says");
                }
            }
            if (n != expanded || inflater.getRemaining() != 0) {
                throw new MalformedException("gzip member is not as long as it says");
            }
            requireTrailer(body, deflated, out, expanded);
        } catch (DataFormatException e) {
            throw new MalformedException("malformed gzip data", e);
        } finally {
            inflater.end();
        }
    }

    private static void requireTrailer(byte[] body, int at, byte[] out, int expanded) throws MalformedException {
        CRC32 crc = new CRC32();
        crc.update(out, 0, expanded);
        if (number(body, at) != crc.getValue() || number(body, at + 4) != expanded) {
            throw new MalformedException("gzip member has a wrong checksum");
        }
    }

    private static long number(byte[] bytes, int at) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }
}
