// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.state.internal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of the store and the order in which they are touched; not thread-safe. */
final class StateFile {
    private static final Logger LOG = System.getLogger(StateFile.class.getName());

    private final Path directory;
    private final Path current;
    private final Path previous;
    private final Path fresh;
    private boolean damaged;
    private boolean closed;
    private @Nullable FileChannel lock;

    StateFile(Path directory) {
        this.directory = directory;
        this.current = directory.resolve("state");
        this.previous = directory.resolve("state.previous");
        this.fresh = directory.resolve("state.new");
    }

    /** The current generation, or else the previous one; nothing only if there has never been one. */
    SortedMap<String, String> load() throws IOException {
        lock();
        damaged = false;
        if (!Files.exists(current) && !Files.exists(previous)) {
            return new TreeMap<>();
        }
        try {
            return read(current);
        } catch (IOException e) {
            return loadPrevious(e);
        }
    }

    private SortedMap<String, String> loadPrevious(IOException reason) throws IOException {
        SortedMap<String, String> values;
        try {
            values = read(previous);
        } catch (IOException e) {
            reason.addSuppressed(e);
            throw new IOException(
                    "the state store can't be read: " + current + ": " + reason.getMessage() + "; " + previous + ": "
                            + e.getMessage()
                            + ". Nothing was changed; restore one of them, or remove both to start anew",
                    reason);
        }
        // Without a current file, a change was cut off between its two renames: all is well.
        damaged = Files.exists(current);
        if (damaged) {
            LOG.log(Level.ERROR, current + " is damaged (" + reason.getMessage() + "); going on with " + previous);
        }
        return values;
    }

    private static SortedMap<String, String> read(Path path) throws IOException {
        try (FileChannel in = FileChannel.open(path, READ)) {
            if (in.size() > Generation.MAX_BYTES) {
                throw new IOException("it has " + in.size() + " bytes, more than " + Generation.MAX_BYTES);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) in.size());
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                // until full
            }
            return Generation.decode(bytes.array());
        } catch (NoSuchFileException e) {
            throw new IOException("it is missing", e);
        }
    }

    /** Makes these bytes the current generation, durably. */
    void replace(byte[] generation) throws IOException {
        lock();
        try {
            writeDurably(generation);
            if (Files.exists(current)) {
                Files.move(current, damaged ? directory.resolve("state.damaged") : previous, ATOMIC_MOVE);
            }
            Files.move(fresh, current, ATOMIC_MOVE);
            syncDirectory();
            damaged = false;
        } catch (IOException e) {
            throw new IOException("the state in " + directory + " could not be changed: " + e.getMessage(), e);
        }
    }

    private void writeDurably(byte[] generation) throws IOException {
        try (FileChannel out = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(generation);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private void syncDirectory() throws IOException {
        try (FileChannel opened = FileChannel.open(directory, READ)) {
            opened.force(true);
        }
    }

    /** Two processes on one store, each with its own idea of the update in progress, would ruin the device. */
    private void lock() throws IOException {
        if (lock != null) {
            return;
        }
        if (closed) {
            throw new IOException("this state store has been closed");
        }
        Files.createDirectories(directory);
        FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                lock = channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.log(Level.DEBUG, "locked within this process", e);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException("the state store in " + directory + " is in use by another process; end that first");
        }
    }

    void close() throws IOException {
        closed = true;
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
