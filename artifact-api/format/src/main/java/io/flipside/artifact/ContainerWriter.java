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
        out.write(header(name, content.length));
        out.write(content);
        pad(content.length);
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

    /** What has been written so far, from the start. */
    InputStream written() throws IOException {
        return Files.newInputStream(unfinished);
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
