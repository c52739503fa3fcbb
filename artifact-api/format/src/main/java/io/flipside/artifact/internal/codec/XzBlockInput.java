// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.BulkInput;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.ArrayCache;

/** Expands an xz block while it is read; ends only if sizes, padding and check are right, exactly behind the check. */
final class XzBlockInput extends BulkInput {
    private final Packed in;
    private final XzBlock block;
    private final XzCheck check;
    private final Listener listener;
    private final PackedInput data;
    private final InputStream expanded;
    private long total;
    private boolean ended;

    /** Is told the sizes of a block that has been read. */
    @FunctionalInterface
    interface Listener {
        void read(long unpadded, long expanded);
    }

    XzBlockInput(Packed in, XzBlock block, XzCheck check, ArrayCache cache, Listener listener) {
        this.in = in;
        this.block = block;
        this.check = check;
        this.listener = listener;
        this.data = new PackedInput(in, block.packed() < 0 ? Long.MAX_VALUE : block.packed());
        this.expanded = new LibraryInput(data, packed -> block.open(packed, cache));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int n = ended ? -1 : expanded.read(target, offset, length);
        if (n > 0) {
            total += n;
            if (block.expanded() >= 0 && total > block.expanded()) {
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
        long packed = data.count();
        if ((block.packed() >= 0 && packed != block.packed()) || (block.expanded() >= 0 && total != block.expanded())) {
            throw wrongSize();
        }
        if (in.number((int) -packed & 3) != 0) {
            throw new MalformedException("xz padding is not zero");
        }
        for (byte octet : check.value()) {
            if (in.octet() != (octet & 0xff)) {
                throw new MalformedException("xz block has a wrong checksum");
            }
        }
        listener.read(block.unpadded(packed, check.size()), total);
    }

    private static MalformedException wrongSize() {
        return new MalformedException("xz block is not as long as it says");
    }
}
