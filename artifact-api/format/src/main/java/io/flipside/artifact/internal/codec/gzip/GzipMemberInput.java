// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.gzip;

import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses one gzip member as a stream, and reads no byte beyond its trailer. */
final class GzipMemberInput extends AbstractInputStream {
    private final CompressedInputBuffer in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean ended;

    GzipMemberInput(CompressedInputBuffer in) {
        this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int n = inflate(target, offset, length);
                if (n > 0) {
                    crc.update(target, offset, n);
                    return n;
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new MalformedException("malformed gzip data", e);
        }
    }

    private int inflate(byte[] target, int offset, int length) throws IOException, DataFormatException {
        if (inflater.needsInput()) {
            if (in.atEnd()) {
                throw new MalformedException("compressed data is cut off");
            }
            inflater.setInput(in.buffer(), in.position(), in.available());
            in.advance(in.available());
        }
        int n = inflater.inflate(target, offset, length);
        if (n == 0 && inflater.finished()) {
            finish();
        } else if (n == 0 && inflater.needsDictionary()) {
            throw new MalformedException("malformed gzip data");
        }
        return n;
    }

    private void finish() throws IOException {
        ended = true;
        in.advance(-inflater.getRemaining());
        long total = inflater.getBytesWritten();
        inflater.end();
        if (in.number(4) != crc.getValue() || in.number(4) != (total & 0xffffffffL)) {
            throw new MalformedException("gzip member has a wrong checksum");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
