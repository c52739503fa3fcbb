// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;

/**
 * Parses the header of an xz block: its sizes and filters.
 *
 * @param headerLength in bytes
 * @param compressed size of the compressed data without padding and check, or -1
 * @param decompressed size, or -1
 * @param filters in the order of encoding; LZMA2 is the last one
 */
record XzBlockHeader(int headerLength, long compressed, long decompressed, List<FilterOptions> filters) {
    /** Reads a header, of which the first octet has been read already. */
    static XzBlockHeader read(XzFieldReader fields, int first) throws IOException {
        int headerLength = (first + 1) * 4;
        int flags = fields.octet();
        if ((flags & 0x3c) != 0) {
            throw new MalformedException("xz block has unknown flags");
        }
        long compressed = (flags & 0x40) != 0 ? fields.variable() : -1;
        long decompressed = (flags & 0x80) != 0 ? fields.variable() : -1;
        int others = flags & 3;
        List<FilterOptions> filters = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            filters.add(XzFilterParser.other(fields));
        }
        filters.add(XzFilterParser.lzma2(fields));
        if (compressed == 0 || fields.length() > headerLength - 4) {
            throw new MalformedException("malformed xz block header");
        }
        fields.zerosTo(headerLength - 4);
        fields.requireChecksum();
        return new XzBlockHeader(headerLength, compressed, decompressed, filters);
    }

    /** The same with no larger a dictionary than its content can make use of. */
    XzBlockHeader small() throws IOException {
        LZMA2Options given = (LZMA2Options) filters.get(filters.size() - 1);
        LZMA2Options options = new LZMA2Options();
        long needed = Math.max(LZMA2Options.DICT_SIZE_MIN, decompressed);
        options.setDictSize((int) Math.min(given.getDictSize(), needed));
        List<FilterOptions> changed = new ArrayList<>(filters.subList(0, filters.size() - 1));
        changed.add(options);
        return new XzBlockHeader(headerLength, compressed, decompressed, changed);
    }

    /** What the index calls unpadded size, for a block with so much compressed data. */
    long unpadded(long compressedSize, int checkSize) {
        return headerLength + compressedSize + checkSize;
    }

    /** Decompresses the block's data, without looking at sizes and check. */
    InputStream open(InputStream data, ArrayCache cache) throws IOException {
        InputStream in = data;
        for (int i = filters.size() - 1; i >= 0; i--) {
            in = filters.get(i).getInputStream(in, cache);
        }
        return in;
    }
}
