// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import io.flipside.artifact.internal.codec.unit.BoundedCompressedInput;
import io.flipside.artifact.internal.codec.unit.CompressedInputBuffer;
import io.flipside.artifact.internal.codec.unit.LibraryDecoderInput;
import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.ArrayCache;

/** Decompresses one xz block as a stream, verifies its sizes, padding and check, and reads no byte beyond its end. */
final class XzBlockInput extends AbstractInputStream {
    private final CompressedInputBuffer in;
    private final XzBlockHeader block;
    private final XzCheck check;
    private final Listener listener;
    private final BoundedCompressedInput data;
    private final InputStream decompressed;
    private long total;
    private boolean ended;

    /** Receives the sizes of a block that has been read. */
    @FunctionalInterface
    interface Listener {
        void read(long unpadded, long decompressed);
    }

    XzBlockInput(CompressedInputBuffer in, XzBlockHeader block, XzCheck check, ArrayCache cache, Listener listener) {
        this.in = in;
        this.block = block;
        this.check = check;
        this.listener = listener;
        this.data = new BoundedCompressedInput(in, block.compressed() < 0 ? Long.MAX_VALUE : block.compressed());
        this.decompressed = new LibraryDecoderInput(data, compressed -> block.open(compressed, cache));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = ended ? -1 : decompressed.read(target, offset, length);
        if (n > 0) {
            total += n;
            if (block.decompressed() >= 0 && total > block.decompressed()) {
                throw wrongSize();
            }
            check.update(target, offset, n);
        } else if (!ended) {
            finish();
        }
        return n;
    }

    private void finish() throws IOException {
        ended = true;
        long compressed = data.count();
        if ((block.compressed() >= 0 && compressed != block.compressed())
                || (block.decompressed() >= 0 && total != block.decompressed())) {
            throw wrongSize();
        }
        if (in.number((int) -compressed & 3) != 0) {
            throw new MalformedException("xz padding is not zero");
        }
        for (byte octet : check.value()) {
            if (in.octet() != (octet & 0xff)) {
                throw new MalformedException("xz block has a wrong checksum");
            }
        }
        listener.read(block.unpadded(compressed, check.size()), total);
    }

    private static MalformedException wrongSize() {
        return new MalformedException("xz block is not as long as it says");
    }
}
