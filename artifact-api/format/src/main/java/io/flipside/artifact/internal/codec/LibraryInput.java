// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import com.github.luben.zstd.ZstdIOException;
import io.flipside.artifact.internal.stream.BulkInput;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZIOException;

/** A library's decoder whose complaints about the data are told from failures to read it. */
final class LibraryInput extends BulkInput {
    private final InputStream packed;
    private final Opener opener;
    private @Nullable InputStream expanded;

    /** Opens a library's decoder. */
    @FunctionalInterface
    interface Opener {
        InputStream open(InputStream packed) throws IOException;
    }

    LibraryInput(InputStream packed, Opener opener) {
        this.packed = packed;
        this.opener = opener;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            if (expanded == null) {
                expanded = opener.open(packed);
            }
            return expanded.read(target, offset, length);
        } catch (EOFException e) {
            throw new MalformedException("compressed data is cut off", e);
        } catch (XZIOException e) {
            throw new MalformedException("malformed xz data: " + e.getMessage(), e);
        } catch (ZstdIOException e) {
            throw new MalformedException("malformed zstd data: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (expanded != null) {
            expanded.close();
        }
    }
}
