// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.tar.TarEncoder;
import io.flipside.artifact.internal.tar.TarEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Writes the outer tar archive of an artifact to a temporary file, and renames it to the target when it is complete.
 * Not thread-safe.
 */
final class ContainerWriter implements Closeable {
    private static final int MODE = 0600;
    private static final int STEP = 1 << 20;

    private final ReplaceableFile target;
    private final Path unfinished;
    private final FileChannel channel;
    private final OutputStream out;
    private final Instant modified;

    ContainerWriter(Path target, Instant modified) throws IOException {
        this.target = ReplaceableFile.of(target);
        this.modified = modified;
        // Not a temporary file of the JDK: the artifact shall be as readable as any file that the user makes. And not
        // named after the target, whose name may be as long as names can be.
        String random = Long.toHexString(new SecureRandom().nextLong());
        this.unfinished = this.target.path().resolveSibling(".flipside-" + random + ".part");
        this.channel = this.target.open(unfinished);
        this.out = Channels.newOutputStream(channel);
    }

    /** Writes a whole entry. */
    void entry(String name, byte[] content) throws IOException {
        out.write(entry(name, content, modified));
    }

    /** A whole entry. */
    static byte[] entry(String name, byte[] content, Instant modified) {
        return TarEncoder.entry(new TarEntry(name, false, content.length, MODE, modified), content);
    }

    /** Writes a whole entry of known size. */
    void entry(String name, InputStream content, long size) throws IOException {
        out.write(header(name, size));
        if (content.transferTo(out) != size) {
            throw new IOException(name + " did not have " + size + " bytes");
        }
        pad(size);
    }

    /** Starts an entry whose size will be known at its end; returns where it starts. */
    long start(String name) throws IOException {
        long start = channel.position();
        out.write(header(name, 0));
        return start;
    }

    /** Ends an entry. */
    void end(String name, long start) throws IOException {
        long size = channel.position() - start - 512;
        pad(size);
        ByteBuffer header = ByteBuffer.wrap(header(name, size));
        long at = start;
        while (header.hasRemaining()) {
            at += channel.write(header, at);
        }
    }

    /** Where to write the content of a started entry. */
    OutputStream stream() {
        return out;
    }

    /** The same, for whoever copies from file to file. */
    FileChannel channel() {
        return channel;
    }

    /** Leaves room at the start for what is known only at the end. */
    void reserve(long length) throws IOException {
        channel.position(length);
    }

    /** Fills the room at the start, when everything else is written. What follows is moved if it has another length. */
    void precede(byte[] start, long reserved) throws IOException {
        long following = channel.size() - reserved;
        if (start.length != reserved) {
            move(reserved, start.length, following);
        }
        channel.position(0);
        out.write(start);
        channel.truncate(start.length + following);
        channel.position(start.length + following);
    }

    private void move(long from, long to, long length) throws IOException {
        try (FileChannel source = FileChannel.open(unfinished)) {
            int n;
            for (long done = 0; done < length; done += n) {
                n = (int) Math.min(STEP, length - done);
                long at = to < from ? done : length - done - n; // nothing is overwritten before it was moved
                channel.position(to + at);
                out.write(Channels.newInputStream(source.position(from + at)).readNBytes(n));
            }
        }
    }

    void pad(long size) throws IOException {
        out.write(new byte[TarEncoder.padding(size)]);
    }

    /** Makes sure that with the end marker it has at most this many bytes. */
    void requireAtMost(long limit) throws IOException {
        long size = channel.position() + TarEncoder.end().length;
        if (size > limit) {
            throw new SizeLimitException(size, limit);
        }
    }

    /** Writes the end marker and puts the file into its place. */
    void finish() throws IOException {
        out.write(TarEncoder.end());
        finishAsCopied();
    }

    /** The same when the end marker has been copied from elsewhere. */
    void finishAsCopied() throws IOException {
        channel.close();
        target.replaceBy(unfinished);
    }

    private byte[] header(String name, long size) {
        return TarEncoder.header(new TarEntry(name, false, size, MODE, modified));
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
