// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file behind a path, through symbolic links, and hands its mode and owner on to the file that replaces it.
 * There may be no file yet.
 */
public final class ReplaceableFile {
    private static final int MOST_LINKS = 40;
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private final Path path;
    private final @Nullable PosixFileAttributes old;

    private ReplaceableFile(Path path, @Nullable PosixFileAttributes old) {
        this.path = path;
        this.old = old;
    }

    /** Looks at what is there. Finds out before an hour of work is spent on it whether it can be replaced. */
    public static ReplaceableFile of(Path path) throws IOException {
        Path real = path;
        for (int links = 0; Files.isSymbolicLink(real); links++) {
            Path next = Files.readSymbolicLink(real);
            // Moving a file there would replace an open file, /dev/stdout for example.
            if (links == MOST_LINKS || next.startsWith("/proc")) {
                throw impossible(path, "not a regular file, cannot become an artifact");
            }
            real = real.resolveSibling(next);
        }
        try {
            if (!Files.readAttributes(real, BasicFileAttributes.class).isRegularFile()) {
                throw impossible(path, "not a regular file, cannot become an artifact");
            }
            PosixFileAttributeView view = Files.getFileAttributeView(real, PosixFileAttributeView.class);
            return new ReplaceableFile(real, view == null ? null : view.readAttributes());
        } catch (NoSuchFileException e) {
            return new ReplaceableFile(real, null); // a name that is too long is another exception
        }
    }

    /** Where it really is. */
    public Path path() {
        return path;
    }

    /** Creates the file that will replace it, with its owner from the beginning, and readable by nobody else. */
    public FileChannel open(Path replacement) throws IOException {
        if (old == null) {
            return FileChannel.open(replacement, NEW);
        }
        FileChannel channel = FileChannel.open(
                replacement, NEW, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            giveOwner(old, Files.getFileAttributeView(replacement, PosixFileAttributeView.class));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(replacement);
            throw e;
        }
    }

    private void giveOwner(PosixFileAttributes from, PosixFileAttributeView to) throws IOException {
        PosixFileAttributes made = to.readAttributes();
        try {
            if (!made.owner().equals(from.owner())) {
                to.setOwner(from.owner());
            }
            if (!made.group().equals(from.group())) {
                to.setGroup(from.group());
            }
        } catch (FileSystemException e) {
            FileSystemException lost = impossible(
                    path,
                    "it belongs to " + from.owner().getName() + ":"
                            + from.group().getName()
                            + ", and this user cannot keep that; write to another file, or remove this one before");
            lost.initCause(e);
            throw lost;
        }
    }

    /** Puts the finished file into its place, with its mode. */
    public void replaceBy(Path replacement) throws IOException {
        if (old != null) {
            Files.setPosixFilePermissions(replacement, old.permissions());
        }
        try {
            Files.move(replacement, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(replacement, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileSystemException impossible(Path path, String reason) {
        return new FileSystemException(path.toString(), null, reason);
    }
}
