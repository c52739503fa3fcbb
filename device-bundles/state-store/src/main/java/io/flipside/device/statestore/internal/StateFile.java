// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.statestore.internal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.flipside.device.support.file.DurableFiles;
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

/** Reads and durably replaces the file of the state store, and locks it against other processes; not thread-safe. */
final class StateFile {
    private static final Logger LOG = System.getLogger(StateFile.class.getName());

    private final Path directory;
    private final Path current;
    private final Path previous;
    private boolean damaged;
    private boolean closed;
    private @Nullable FileChannel lock;

    StateFile(Path directory) {
        this.directory = directory;
        this.current = directory.resolve("state");
        this.previous = directory.resolve("state.previous");
    }

    /** Reads the current content, or else the previous one; empty only if there has never been one. */
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
            if (in.size() > StateFileFormat.MAX_BYTES) {
                throw new IOException("it has " + in.size() + " bytes, more than " + StateFileFormat.MAX_BYTES);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) in.size());
            while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                // until full
            }
            return StateFileFormat.decode(bytes.array());
        } catch (NoSuchFileException e) {
            throw new IOException("it is missing", e);
        }
    }

    /** Makes these bytes the current content, durably. */
    void replace(byte[] content) throws IOException {
        lock();
        try {
            DurableFiles.replaceKeeping(current, content, damaged ? directory.resolve("state.damaged") : previous);
            damaged = false;
        } catch (IOException e) {
            throw new IOException("the state in " + directory + " could not be changed: " + e.getMessage(), e);
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
