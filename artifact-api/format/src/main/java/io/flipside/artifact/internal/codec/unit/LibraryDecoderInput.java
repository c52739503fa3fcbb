// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import com.github.luben.zstd.ZstdIOException;
import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZIOException;

/** Reads from a library's decoder, and distinguishes malformed data from I/O errors of the source. */
public final class LibraryDecoderInput extends AbstractInputStream {
    private final InputStream compressed;
    private final Opener opener;
    private @Nullable InputStream decompressed;

    /** Opens a library's decoder. */
    @FunctionalInterface
    public interface Opener {
        InputStream open(InputStream compressed) throws IOException;
    }

    public LibraryDecoderInput(InputStream compressed, Opener opener) {
        this.compressed = compressed;
        this.opener = opener;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            if (decompressed == null) {
                decompressed = opener.open(compressed);
            }
            return decompressed.read(target, offset, length);
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
        if (decompressed != null) {
            decompressed.close();
        }
    }
}
