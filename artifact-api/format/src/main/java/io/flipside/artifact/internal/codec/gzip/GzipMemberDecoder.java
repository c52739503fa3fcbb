// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.gzip;

import io.flipside.artifact.internal.stream.MalformedException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses a gzip member that is in memory as a whole. */
final class GzipMemberDecoder {
    private GzipMemberDecoder() {}

    /** Decompresses deflate data and trailer into exactly as many bytes as announced. */
    static void decompress(byte[] body, int length, byte[] out, int decompressed) throws MalformedException {
        Inflater inflater = new Inflater(true);
        try {
            int deflated = length - GzipHeader.TRAILER_LENGTH;
            inflater.setInput(body, 0, deflated);
            int n = 0;
            while (!inflater.finished()) {
                // One byte of room too many would be seen as an unfinished member, so ask for the end explicitly.
                int step =
                        n < decompressed ? inflater.inflate(out, n, decompressed - n) : inflater.inflate(new byte[1]);
                n += step;
                if (n > decompressed || (step == 0 && !inflater.finished())) {
                    throw new MalformedException("gzip member is not as long as it says");
                }
            }
            if (n != decompressed || inflater.getRemaining() != 0) {
                throw new MalformedException("gzip member is not as long as it says");
            }
            requireTrailer(body, deflated, out, decompressed);
        } catch (DataFormatException e) {
            throw new MalformedException("malformed gzip data", e);
        } finally {
            inflater.end();
        }
    }

    private static void requireTrailer(byte[] body, int at, byte[] out, int decompressed) throws MalformedException {
        CRC32 crc = new CRC32();
        crc.update(out, 0, decompressed);
        if (number(body, at) != crc.getValue() || number(body, at + 4) != decompressed) {
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
