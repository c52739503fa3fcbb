// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/**
 * Replaces files atomically, and forces their content and directory entries to disk. After a power cut a replaced file
 * has either the old content or the new one. The device has no other way of making a file durable.
 */
public final class DurableFiles {
    /** Ends the name of a file that is being written; such a file is never read, and the next write replaces it. */
    public static final String UNFINISHED = ".new";

    private DurableFiles() {}

    /**
     * Replaces a file as a whole: writes the content beside it, forces it, renames it, forces the directory.
     *
     * @param attributes of the new file, for instance its permissions
     * @throws IOException if that fails; the file then has its old content or, after the renaming, the new one
     */
    public static void replace(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path whole = file.toAbsolutePath();
        Path unfinished = writeBeside(whole, content, attributes);
        rename(unfinished, whole);
    }

    /**
     * Replaces a file as {@link #replace}, and keeps the old one, if there is one, under another name in the same
     * directory. A power cut between the two renamings leaves the old content under that name only.
     *
     * @throws IOException if that fails
     */
    public static void replaceKeeping(Path file, byte[] content, Path old) throws IOException {
        Path whole = file.toAbsolutePath();
        Path unfinished = writeBeside(whole, content);
        if (Files.exists(whole)) {
            Files.move(whole, old, StandardCopyOption.ATOMIC_MOVE);
        }
        rename(unfinished, whole);
    }

    /**
     * Overwrites bytes of a file or block device in place. A power cut leaves any mixture of the old and the new bytes.
     *
     * @throws IOException if that fails
     */
    public static void overwrite(Path file, long position, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest, position + rest.position());
            }
            channel.force(true);
        }
    }

    /**
     * Makes durable what was written to a file or block device, or which names a directory has.
     *
     * @throws IOException if that fails
     */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path writeBeside(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path unfinished = Path.of(file + UNFINISHED);
        // Made anew, because the attributes of one that is there would stay.
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        return unfinished;
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        force(to.resolveSibling(""));
    }
}
