// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.artifact.model.Checkpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream to a slot's block device, and reads the next buffer while the previous one is written. A thread
 * writes one buffer while the caller's thread fills the next: reading (which decompresses and hashes) and writing
 * overlap, in bounded memory. Used by one thread.
 */
final class OverlappedWriter implements Closeable {
    private static final int BUFFERS = 3;

    /** Reading back follows at this distance. */
    private static final long FORCE_NANOS = 500_000_000;

    private static final Filled END = new Filled(ByteBuffer.allocate(0), Optional.empty());
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final BlockingQueue<Filled> full = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final BooleanSupplier cancelled;
    private final Path path;
    private final CheckpointRecorder recorder;
    private final FileChannel direct;
    private final LongConsumer durable;
    private final JoinedThread thread;
    private long position;
    private long forced = System.nanoTime();
    private volatile @Nullable WriteException failure;

    /**
     * Bytes to be written.
     *
     * @param bytes from its start to its limit
     * @param reached where another attempt could go on once they are written; perhaps before their end
     */
    private record Filled(ByteBuffer bytes, Optional<Checkpoint> reached) {}

    /**
     * Writes from where the recorder starts.
     *
     * @param durable is told, every now and then, up to where all is on the storage; perhaps in another thread
     */
    OverlappedWriter(Path path, CheckpointRecorder recorder, LongConsumer durable, BooleanSupplier cancelled)
            throws WriteException {
        this.path = path;
        this.recorder = recorder;
        this.position = recorder.start();
        this.durable = durable;
        this.cancelled = cancelled;
        try {
            direct = DirectFile.open(path, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new WriteException(0, e);
        }
        for (int i = 0; i < BUFFERS; i++) {
            free.add(DirectFile.buffer());
        }
        thread = new JoinedThread(this::writeAll, "flipside-partition-writer");
        thread.start();
    }

    /**
     * Copies a stream to its end. The stream writes its bytes into the buffers that go to the device.
     *
     * @return how many bytes it had
     */
    long copy(InputStream in) throws IOException {
        try {
            BufferOutput out = new BufferOutput(free.take());
            long count = in.transferTo(out);
            full.put(new Filled(out.buffer.flip(), Optional.empty()));
            return count;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Fills one buffer after the other, and hands the full ones to the writing thread. */
    private final class BufferOutput extends OutputStream {
        private ByteBuffer buffer;

        BufferOutput(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                check();
                int n = Math.min(length - done, buffer.remaining());
                buffer.put(bytes, offset + done, n);
                done += n;
                if (!buffer.hasRemaining()) {
                    handOver();
                }
            }
        }

        private void handOver() throws IOException {
            try {
                full.put(new Filled(buffer.flip(), recorder.due()));
                buffer = free.take();
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    /** Waits until all is on the device, durably. */
    void finish() throws IOException {
        try {
            full.put(END);
            thread.join();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        check();
        try {
            direct.force(true);
        } catch (IOException e) {
            throw new WriteException(position, e);
        }
    }

    private void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the partition writer is being replaced");
        }
    }

    private void writeAll() {
        try {
            for (Filled next = full.take(); next.bytes.capacity() > 0; next = full.take()) {
                if (failure == null) {
                    write(next);
                }
                // The length is a multiple of the block size in all buffers but the last.
                free.put(next.bytes.clear().limit(DirectFile.BUFFER));
            }
        } catch (InterruptedException e) {
            // Closed before the end: nobody waits for the rest.
        }
    }

    private void write(Filled next) {
        try {
            write(next.bytes.duplicate());
            recorder.wrote(next.bytes, position);
            Optional<WriteCheckpoint> checkpoint = next.reached.flatMap(recorder::upTo);
            if (checkpoint.isPresent() || System.nanoTime() - forced >= FORCE_NANOS) {
                direct.force(false);
                checkpoint.ifPresent(recorder::remember);
                durable.accept(position);
                forced = System.nanoTime();
            }
        } catch (IOException e) {
            failure = new WriteException(position, e);
        } catch (RuntimeException | Error e) {
            // The outermost edge of this thread: without it the other one would wait for ever, or take it for written.
            failure = new WriteException(position, new IOException(e.toString(), e));
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        int whole = buffer.limit() - buffer.limit() % DirectFile.BLOCK;
        ByteBuffer tail = buffer.slice(whole, buffer.limit() - whole);
        write(direct, buffer.limit(whole));
        if (tail.hasRemaining()) {
            try (FileChannel cached = FileChannel.open(path, StandardOpenOption.WRITE)) {
                write(cached, tail);
            }
        }
    }

    private void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while writing");
    }

    /** Returns when nothing writes any more: the next attempt may follow at once, and must not be overtaken. */
    @Override
    public void close() throws IOException {
        direct.close();
        thread.end();
    }

    /** The device refused bytes. */
    static final class WriteException extends IOException {
        private static final long serialVersionUID = 1L;
        private final long position;

        WriteException(long position, IOException cause) {
            super(cause.getMessage(), cause);
            this.position = position;
        }

        long position() {
            return position;
        }
    }
}
