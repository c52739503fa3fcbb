// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.codec.unit.ParallelCompressionOutput;
import io.flipside.artifact.internal.tar.TarEncoder;
import io.flipside.artifact.internal.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;

/** Writes the payload's tar archive, compressed or not. Used once. */
final class PayloadArchiveWriter {
    private static final int MODE = 0644;
    private static final long STEP = 8 << 20;

    private final List<PayloadSourceFile> files;
    private final Instant modified;
    private final LongConsumer progress;
    private long done;

    PayloadArchiveWriter(List<PayloadSourceFile> files, Instant modified, LongConsumer progress) {
        this.files = files;
        this.modified = modified;
        this.progress = progress;
    }

    /** Copies without compression, inside the kernel where it can. */
    void plain(ContainerWriter out) throws IOException {
        for (PayloadSourceFile file : files) {
            out.stream().write(header(file));
            try (FileChannel in = FileChannel.open(file.path())) {
                long at = 0;
                while (at < file.size()) {
                    long n = in.transferTo(at, Math.min(STEP, file.size() - at), out.channel());
                    if (n <= 0) {
                        throw file.changed();
                    }
                    at += n;
                    advanced(n);
                }
            }
            file.requireUnchanged();
            out.pad(file.size());
        }
        out.stream().write(TarEncoder.end());
    }

    /**
     * Compresses in units. A unit ends before and behind the content of every file that fills at least one, so that its
     * units start at multiples of the unit's size; smaller files share units.
     */
    void compressed(ParallelCompressionOutput out, int unitSize) throws IOException {
        for (PayloadSourceFile file : files) {
            out.write(header(file));
            if (file.size() >= unitSize) {
                units(out, file, unitSize);
            } else {
                try (InputStream in = file.part(0, file.size())) {
                    out.write(in);
                }
                advanced(file.size());
            }
            out.write(new byte[TarEncoder.padding(file.size())]);
        }
        out.write(TarEncoder.end());
        out.finish();
        for (PayloadSourceFile file : files) {
            file.requireUnchanged();
        }
    }

    private void units(ParallelCompressionOutput out, PayloadSourceFile file, int unitSize) throws IOException {
        for (long at = 0; at < file.size(); at += unitSize) {
            long start = at;
            int length = (int) Math.min(unitSize, file.size() - at);
            out.unit(() -> file.part(start, length), length);
            advanced(length);
        }
    }

    private void advanced(long n) {
        done += n;
        progress.accept(done);
    }

    private byte[] header(PayloadSourceFile file) {
        return TarEncoder.header(new TarEntry(file.name(), false, file.size(), MODE, modified));
    }
}
