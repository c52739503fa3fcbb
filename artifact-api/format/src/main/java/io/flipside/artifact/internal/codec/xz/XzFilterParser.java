// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import org.tukaani.xz.ARM64Options;
import org.tukaani.xz.ARMOptions;
import org.tukaani.xz.ARMThumbOptions;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.IA64Options;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.PowerPCOptions;
import org.tukaani.xz.RISCVOptions;
import org.tukaani.xz.SPARCOptions;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.X86Options;

/** Parses the filter flags in the header of an xz block. */
final class XzFilterParser {
    private static final int DELTA = 3;
    private static final int LZMA2 = 0x21;
    private static final int MAX_DICTIONARY_CODE = 40;
    /** That of the format's default compressor. */
    private static final int MAX_DICTIONARY = 64 << 20;

    private XzFilterParser() {}

    /** Sets the position at which a filter's data starts; each kind has an alignment of its own. */
    @FunctionalInterface
    private interface Start<T> {
        void set(T filter, int position) throws UnsupportedOptionsException;
    }

    /** The last filter. */
    static FilterOptions lzma2(XzFieldReader fields) throws IOException {
        if (fields.variable() != LZMA2 || fields.variable() != 1) {
            throw new MalformedException("the last filter of an xz block is not LZMA2");
        }
        int code = fields.octet();
        long size = (2L | (code & 1)) << (code / 2 + 11);
        if (code > MAX_DICTIONARY_CODE || size > MAX_DICTIONARY) {
            throw new MalformedException("xz block needs a dictionary of more than 64 MiB");
        }
        LZMA2Options options = new LZMA2Options();
        options.setDictSize((int) size);
        return options;
    }

    /** A filter before the last one. */
    static FilterOptions other(XzFieldReader fields) throws IOException {
        long id = fields.variable();
        long length = fields.variable();
        if (id == DELTA && length == 1) {
            return new DeltaOptions(fields.octet() + 1);
        }
        if (length != 0 && length != 4) {
            throw new MalformedException("malformed xz filter");
        }
        try {
            return branches(id, (int) fields.number((int) length));
        } catch (UnsupportedOptionsException e) {
            throw new MalformedException("malformed xz filter", e);
        }
    }

    private static FilterOptions branches(long id, int start) throws IOException {
        return switch ((int) Math.min(id, LZMA2)) {
            case 4 -> from(start, new X86Options(), X86Options::setStartOffset);
            case 5 -> from(start, new PowerPCOptions(), PowerPCOptions::setStartOffset);
            case 6 -> from(start, new IA64Options(), IA64Options::setStartOffset);
            case 7 -> from(start, new ARMOptions(), ARMOptions::setStartOffset);
            case 8 -> from(start, new ARMThumbOptions(), ARMThumbOptions::setStartOffset);
            case 9 -> from(start, new SPARCOptions(), SPARCOptions::setStartOffset);
            case 10 -> from(start, new ARM64Options(), ARM64Options::setStartOffset);
            case 11 -> from(start, new RISCVOptions(), RISCVOptions::setStartOffset);
            default -> throw new MalformedException("xz block has an unknown filter");
        };
    }

    private static <T extends FilterOptions> T from(int start, T filter, Start<T> setter)
            throws UnsupportedOptionsException {
        setter.set(filter, start);
        return filter;
    }
}
