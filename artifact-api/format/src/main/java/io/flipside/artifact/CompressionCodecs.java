// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.codec.Decoders;
import io.flipside.artifact.internal.codec.Encoders;
import io.flipside.artifact.internal.codec.unit.UnitEncoder;
import io.flipside.artifact.internal.stream.WorkerThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Opens the decoder, or makes the encoder, that belongs to a compression. */
final class CompressionCodecs {
    private final WorkerThreads workers;

    CompressionCodecs(WorkerThreads workers) {
        this.workers = workers;
    }

    /** A stream of decompressed bytes; a {@link io.flipside.artifact.internal.codec.unit.ResumableInput} if it can go on in the middle. */
    InputStream decompress(Compression compression, InputStream stored) {
        return switch (compression) {
            case NONE -> Decoders.plain(stored);
            case GZIP -> Decoders.gzip(stored, workers);
            case XZ -> Decoders.xz(stored, workers);
            case ZSTD -> Decoders.zstd(stored, workers);
        };
    }

    /** A new encoder; none for no compression. */
    static @Nullable UnitEncoder encoder(Compression compression, CompressionEffort effort) {
        return switch (compression) {
            case NONE -> null;
            case GZIP -> Encoders.gzip();
            case XZ -> Encoders.xz(effort.xzPreset());
            case ZSTD -> Encoders.zstd(effort.zstdLevel());
        };
    }

    /** Compresses something small. */
    static byte[] compress(@Nullable UnitEncoder encoder, byte[] bytes) throws IOException {
        if (encoder == null) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(encoder.head());
        for (int at = 0; at < bytes.length; at += encoder.unitSize()) {
            int length = Math.min(bytes.length - at, encoder.unitSize());
            UnitEncoder.Encoded encoded = encoder.encode(new ByteArrayInputStream(bytes, at, length), length);
            encoded.writeTo(out);
            encoder.written(encoded);
        }
        out.writeBytes(encoder.tail());
        return out.toByteArray();
    }
}
