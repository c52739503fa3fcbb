// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.artifact.model.Sha256Calculator;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Reads the first bytes of a slot's device as a stream, bypassing the page cache where the system allows it. Not
 * thread-safe.
 */
final class ReadBackInput extends InputStream {
    private final Path path;
    private final long size;
    private final BooleanSupplier cancelled;
    private final FileChannel channel;
    private final ByteBuffer buffer = DirectFile.buffer().limit(0);
    private long position;

    /** The first {@code size} bytes. */
    ReadBackInput(Path path, long size, BooleanSupplier cancelled) throws IOException {
        this.path = path;
        this.size = size;
        this.cancelled = cancelled;
        this.channel = DirectFile.open(path, StandardOpenOption.READ);
    }

    /** Says how many bytes were taken from the storage. */
    long position() {
        return position;
    }

    /** Takes the next bytes into a digest; false at the end. */
    boolean digestNext(Sha256Calculator sum) throws IOException {
        boolean more = fill();
        sum.update(buffer);
        return more;
    }

    /** Whether there are bytes in the buffer. */
    private boolean fill() throws IOException {
        if (buffer.hasRemaining() || position == size) {
            return buffer.hasRemaining();
        }
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the partition writer is being replaced");
        }
        if (channel.read(buffer.clear().limit(DirectFile.BUFFER), position) <= 0) {
            buffer.limit(0);
            throw new EOFException(path + " ends at byte " + position + " of " + size);
        }
        buffer.flip().limit((int) Math.min(buffer.limit(), size - position));
        position += buffer.limit();
        return true;
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, buffer.remaining());
        buffer.get(target, offset, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
