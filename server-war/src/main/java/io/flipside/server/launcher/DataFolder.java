// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Makes the data directory ready, and says what is wrong with one that cannot be used. */
final class DataFolder {
    private static final int LEAST_ROOM = 1 << 20;

    private final Path folder;

    DataFolder(Path folder) {
        this.folder = folder;
    }

    /** Creates it if it is not there, keeps others out, and tries whether it can be written. */
    void prepare() throws StartException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw unusable("it is a file");
        }
        try {
            keepPrivate(folder);
            keepPrivate(folder.resolve("database"));
            tryToWrite();
        } catch (IOException e) {
            throw unusable(reason(e));
        }
    }

    /** What went wrong with it, for people: exceptions of files have a path as their message, and only sometimes a reason. */
    StartException unusable(IOException problem) {
        return unusable(reason(problem));
    }

    /** Whether this problem is one of the folder: streams that fill a disk do not say of which file they are. */
    boolean isCauseOf(IOException problem) throws IOException {
        return problem instanceof FileSystemException
                || Files.getFileStore(folder).getUsableSpace() < LEAST_ROOM;
    }

    private StartException unusable(String reason) {
        return new StartException("the data directory " + folder + " cannot be used: " + reason
                + "; make it writable for this user and give it room, or choose another --data");
    }

    private String reason(IOException problem) {
        if (problem instanceof AccessDeniedException denied) {
            return "this user may not write " + denied.getFile();
        }
        if (problem instanceof FileSystemException failed) {
            String why = Objects.requireNonNullElse(failed.getReason(), "");
            return (why.isEmpty() ? failed.getClass().getSimpleName() : why) + " (" + failed.getFile() + ")";
        }
        return String.valueOf(problem.getMessage());
    }

    /** A full file system lets files be made, but not be filled. */
    private void tryToWrite() throws IOException {
        Path trial = Files.createTempFile(folder, "trial", "");
        try {
            Files.write(trial, new byte[LEAST_ROOM]);
        } finally {
            Files.delete(trial);
        }
    }

    /** Whoever can read the database can read the keys that sign tokens in it. */
    private static void keepPrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
            try {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            } catch (IOException e) {
                // The root of a volume may belong to somebody else.
                System.err.println("flipside-server: WARNING: others may be able to look into " + folder
                        + ", whose permissions cannot be changed");
            }
        }
    }
}
