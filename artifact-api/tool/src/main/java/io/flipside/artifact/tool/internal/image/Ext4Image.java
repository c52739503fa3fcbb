// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and changes files in an ext2, ext3 or ext4 image through e2fsprogs. Paths are absolute, and lead through the
 * links of the image. Temporary files lie beside the image, which is nobody else's.
 */
public final class Ext4Image {
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 040000;
    /** What e2fsprogs take for "no time given" is one second less. */
    private static final Instant EARLIEST = Instant.ofEpochSecond(1);

    private final Path image;
    private final Debugfs debugfs;
    private final E2fsck e2fsck;
    private final ImagePathFinder paths;
    private final Map<String, Long> written = new LinkedHashMap<>();

    private Ext4Image(Path image, String name, Map<String, String> variables, Instant time) {
        this.image = image;
        this.debugfs = new Debugfs(new ImageProgram("debugfs", image, variables, time), name);
        this.e2fsck = new E2fsck(new ImageProgram("e2fsck", image, variables, time), name);
        this.paths = new ImagePathFinder(debugfs);
    }

    /** Changes files in an image. */
    @FunctionalInterface
    public interface Change {
        void make(Ext4Image files) throws IOException;
    }

    /**
     * Opens it to read files; a journal that nobody replayed is replayed.
     *
     * @param name what it is called in messages
     * @throws ToolException if the file is not such a file system, or cannot be opened
     */
    public static Ext4Image open(Path image, String name, CommandEnvironment environment) throws IOException {
        var superblock = superblock(image, name);
        var opened = opened(image, name, environment, superblock);
        if (!superblock.settled()) {
            opened.e2fsck.clean();
        }
        return opened;
    }

    /**
     * Changes files in it. It is clean before, or made so, and clean afterwards; its changes carry the time that
     * reproducible builds want, or else that of its last change.
     *
     * @param name what it is called in messages
     * @throws ToolException if the file is not such a file system, is damaged, or cannot be changed in this way
     */
    public static void change(Path image, String name, CommandEnvironment environment, Change change)
            throws IOException {
        var opened = opened(image, name, environment, superblock(image, name));
        opened.e2fsck.clean();
        change.make(opened);
        opened.e2fsck.clean();
        opened.requireWritten();
    }

    private static Ext4Image opened(Path image, String name, CommandEnvironment environment, Ext4Superblock superblock)
            throws IOException {
        var wanted = environment.sourceDate().orElse(superblock.lastWrite());
        var time = wanted.isBefore(EARLIEST) ? EARLIEST : wanted;
        var opened = new Ext4Image(image, name, environment.variables(), time);
        opened.debugfs.requireOpenable();
        return opened;
    }

    private static Ext4Superblock superblock(Path image, String name) throws IOException {
        var superblock = Ext4Superblock.of(image);
        if (superblock.isEmpty()) {
            var backup = Ext4Superblock.backup(image);
            if (ImageKind.of(image).filter(ImageKind.EXT4::equals).isPresent()) {
                throw ToolException.failed(name + " is cut off: it ends within the superblock of its file system");
            }
            throw ToolException.failed(
                    backup.isPresent()
                            ? "the superblock of the file system in " + name + " is damaged, but there is a copy of it."
                                    + " Repair the image with e2fsck " + backup.get() + "; nothing was changed"
                            : name + " is not an ext4 file system"
                                    + ImageKind.of(image)
                                            .map(kind -> " but " + kind.description())
                                            .orElse("")
                                    + "; only those can be changed");
        }
        return superblock.get();
    }

    public boolean exists(String path) throws IOException {
        return paths.inode(paths.follow(path)).isPresent();
    }

    /** Copies a file out of the image, with its permissions. */
    public void extract(String path, Path target) throws IOException {
        var real = paths.follow(path);
        var inode = paths.inode(real).orElseThrow(() -> missing(path));
        if (!inode.isFile()) {
            throw ToolException.failed(path + " is not a file but a " + inode.type() + "; name a file");
        }
        var extracted = image.resolveSibling("extracted");
        debugfs.ask("dump " + Debugfs.quoted(real) + " " + extracted.getFileName());
        if (!Files.exists(extracted) || Files.size(extracted) < inode.size()) {
            throw ToolException.failed("cannot read " + path + " in the image: not all of it came");
        }
        try (var channel = FileChannel.open(extracted, StandardOpenOption.WRITE)) {
            channel.truncate(inode.size()); // of a file inside of its inode, debugfs dumps all the room
        }
        Files.move(extracted, target, StandardCopyOption.REPLACE_EXISTING);
        HostFileModes.set(target, inode.mode());
    }

    /**
     * Puts a file into the image, in place of an old one if there is one. It belongs to root, or to whom the old file
     * belonged; its mode is the given one, or the old file's, or the source's. Extended attributes stay.
     */
    public void write(Path source, String path, Optional<Integer> mode) throws IOException {
        var real = paths.follow(path);
        requireDirectory(ImagePathFinder.parent(real));
        var old = paths.inode(real);
        if (old.isPresent() && !old.get().isFile()) {
            throw ToolException.failed(path + " is a " + old.get().type() + " in the image; name a file");
        }
        int permissions = mode.or(() -> old.map(ImageInode::mode)).orElse(HostFileModes.of(source));
        var input = image.resolveSibling("input");
        Files.createSymbolicLink(input, source.toAbsolutePath());
        try {
            replace(real, old, permissions);
        } finally {
            Files.delete(input);
        }
        written.put(real, Files.size(source));
    }

    private void replace(String path, Optional<ImageInode> old, int permissions) throws IOException {
        var quoted = Debugfs.quoted(path);
        if (old.isEmpty()) {
            debugfs.change(writing(path, permissions, 0, 0));
            return;
        }
        try (var attributes = AttributeCopy.of(debugfs, quoted, image.resolveSibling(""))) {
            var requests = new ArrayList<String>();
            requests.add("rm " + quoted);
            requests.addAll(
                    writing(path, permissions, old.get().user(), old.get().group()));
            requests.addAll(attributes.requests(quoted));
            debugfs.change(requests);
        }
    }

    /** Before e2fsprogs 1.46.2 a file is written to the working directory only. */
    private static List<String> writing(String path, int permissions, long user, long group) throws IOException {
        var quoted = Debugfs.quoted(path);
        return List.of(
                "cd " + Debugfs.quoted(ImagePathFinder.parent(path)),
                "write input " + Debugfs.quoted(path.substring(path.lastIndexOf('/') + 1)),
                "sif " + quoted + " mode 0" + Integer.toOctalString(REGULAR | permissions),
                "sif " + quoted + " uid " + user,
                "sif " + quoted + " gid " + group);
    }

    /** Makes a directory, and those above it. */
    public void makeDirectory(String path, int mode) throws IOException {
        var real = paths.follow(path);
        if (real.equals("/") || paths.inode(real).isPresent()) {
            requireDirectory(real);
            return;
        }
        makeDirectory(ImagePathFinder.parent(real), 0755);
        var quoted = Debugfs.quoted(real);
        debugfs.change(
                List.of("mkdir " + quoted, "sif " + quoted + " mode 0" + Integer.toOctalString(DIRECTORY | mode)));
    }

    /** Removes a file, or with {@code recursive} a directory and all in it; of a link, only the link. */
    public void remove(ImagePath unwanted, boolean recursive) throws IOException {
        var path = unwanted.path();
        var real = paths.followDirectory(path);
        var inode = paths.inode(real).orElseThrow(() -> missing(path));
        if (unwanted.directory() && !inode.isDirectory()) {
            throw ToolException.failed(path + " is not a directory, but a " + inode.type());
        }
        if (inode.isDirectory() && !recursive) {
            throw ToolException.failed(path + " is a directory; remove it and all in it with -r");
        }
        if (real.equals("/")) {
            throw ToolException.failed("the root directory of an image cannot be removed");
        }
        removeReal(real, inode.isDirectory());
    }

    private void removeReal(String path, boolean directory) throws IOException {
        if (!directory) {
            debugfs.change(List.of("rm " + Debugfs.quoted(path)));
            return;
        }
        for (var line : debugfs.ask("ls -p " + Debugfs.quoted(path)).lines().toList()) {
            // Each line: /inode/mode/user/group/name/size/
            var parts = line.split("/", -1);
            if (parts.length > 6 && !parts[1].equals("0") && !parts[5].equals(".") && !parts[5].equals("..")) {
                removeReal(path + "/" + parts[5], parts[2].startsWith("04"));
            }
        }
        debugfs.change(List.of("rmdir " + Debugfs.quoted(path)));
    }

    /** Where a file goes: to the given path, or under its own name into the directory that lies there. */
    public String target(ImagePath path, String name) throws IOException {
        var real = paths.follow(path.path());
        if (path.directory()) {
            requireDirectory(real);
        }
        return isRealDirectory(real) ? path.resolve(name) : path.path();
    }

    private boolean isRealDirectory(String path) throws IOException {
        return path.equals("/")
                || paths.inode(path).filter(ImageInode::isDirectory).isPresent();
    }

    private void requireDirectory(String path) throws IOException {
        if (!isRealDirectory(path)) {
            var there = paths.inode(path)
                    .map(inode -> "; there is a " + inode.type())
                    .orElse("");
            throw ToolException.failed("the directory " + path + " does not exist in the image" + there);
        }
    }

    /** A full image, and a check that does not like what was written, take it away again. */
    private void requireWritten() throws IOException {
        for (var file : written.entrySet()) {
            if (paths.inode(file.getKey())
                    .filter(inode -> inode.size() == file.getValue())
                    .isEmpty()) {
                throw ToolException.failed(
                        "cannot write " + file.getKey() + " into the image: is it full? Nothing was changed");
            }
        }
    }

    private static ToolException missing(String path) {
        return ToolException.failed(path + " does not exist in the image");
    }
}
