// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and changes files in an ext2, ext3 or ext4 image through debugfs. Paths are absolute. */
public final class Ext4Image {
    /** How many bytes tell what it is: up to the magic number in the superblock. */
    public static final int START = 1024 + 0x38 + 2;

    private static final Pattern STAT = Pattern.compile(
            "Type: (\\w[\\w ]*?)\\s+Mode:\\s+(\\d+).*?User:\\s+(\\d+)\\s+Group:\\s+(\\d+)", Pattern.DOTALL);
    private static final int REGULAR = 0100000;
    private final Debugfs debugfs;

    private Ext4Image(Debugfs debugfs) {
        this.debugfs = debugfs;
    }

    /**
     * Opens it.
     *
     * @param name what it is called in messages
     * @throws ToolException if the file is not such a file system
     */
    public static Ext4Image open(Path image, String name, Map<String, String> environment) throws IOException {
        if (!hasMagic(image)) {
            throw ToolException.failed(name + " is not an ext4 file system; only those can be changed");
        }
        return new Ext4Image(new Debugfs(image, environment));
    }

    private static boolean hasMagic(Path image) throws IOException {
        try (var in = Files.newInputStream(image)) {
            return isExt4(in.readNBytes(START));
        }
    }

    /** Whether the first {@value #START} bytes of something are those of such a file system. */
    public static boolean isExt4(byte[] start) {
        return start.length == START && start[START - 2] == 0x53 && start[START - 1] == (byte) 0xEF;
    }

    public boolean exists(String path) throws IOException {
        return stat(path).isPresent();
    }

    /** Copies a file out of the image, with its permissions. */
    public void extract(String path, Path target) throws IOException {
        var inode = stat(path).orElseThrow(() -> missing(path));
        if (!inode.type().equals("regular")) {
            throw ToolException.failed(path + " is not a file but a " + inode.type() + "; name a file");
        }
        var complaint = debugfs.complaint("dump " + Debugfs.quoted(path) + " " + Debugfs.quoted(target.toString()));
        if (complaint.isPresent() || !Files.exists(target)) {
            throw ToolException.failed("cannot read " + path + " in the image: " + complaint.orElse("nothing came"));
        }
        HostFileModes.set(target, inode.mode());
    }

    /**
     * Puts a file into the image, in place of an old one if there is one. It belongs to root, or to whom the old file
     * belonged; its mode is the given one, or the old file's, or the source's.
     */
    public void write(Path source, String path, Optional<Integer> mode) throws IOException {
        requireDirectory(parent(path));
        var old = stat(path);
        if (old.isPresent() && !old.get().type().equals("regular")) {
            throw ToolException.failed(path + " is a " + old.get().type() + " in the image; name a file");
        }
        var permissions = mode.or(() -> old.map(Inode::mode)).orElse(HostFileModes.of(source));
        var quoted = Debugfs.quoted(path);
        var requests = new ArrayList<String>();
        if (old.isPresent()) {
            requests.add("rm " + quoted);
        }
        requests.add("write " + Debugfs.quoted(source.toString()) + " " + quoted);
        requests.add("sif " + quoted + " mode 0" + Integer.toOctalString(REGULAR | permissions));
        requests.add("sif " + quoted + " uid " + old.map(Inode::user).orElse(0));
        requests.add("sif " + quoted + " gid " + old.map(Inode::group).orElse(0));
        debugfs.change(requests);
        if (!exists(path)) {
            throw ToolException.failed("cannot write " + path + " into the image: is it full?");
        }
    }

    /** Makes a directory, and those above it. */
    public void makeDirectory(String path, int mode) throws IOException {
        if (path.equals("/") || exists(path)) {
            requireDirectory(path);
            return;
        }
        makeDirectory(parent(path), 0755);
        var quoted = Debugfs.quoted(path);
        debugfs.change(List.of("mkdir " + quoted, "sif " + quoted + " mode 0" + Integer.toOctalString(040000 | mode)));
    }

    /** Removes a file, or with {@code recursive} a directory and all in it. */
    public void remove(String path, boolean recursive) throws IOException {
        var inode = stat(path).orElseThrow(() -> missing(path));
        if (!inode.type().equals("directory")) {
            debugfs.change(List.of("rm " + Debugfs.quoted(path)));
            return;
        }
        if (!recursive) {
            throw ToolException.failed(path + " is a directory; remove it and all in it with -r");
        }
        if (path.equals("/")) {
            throw ToolException.failed("the root directory of an image cannot be removed");
        }
        for (var name : list(path)) {
            remove(path + "/" + name, true);
        }
        debugfs.change(List.of("rmdir " + Debugfs.quoted(path)));
    }

    public boolean isDirectory(String path) throws IOException {
        return path.equals("/")
                || stat(path).filter(inode -> inode.type().equals("directory")).isPresent();
    }

    private List<String> list(String directory) throws IOException {
        // Each line: /inode/mode/user/group/name/size/
        return debugfs.ask("ls -p " + Debugfs.quoted(directory))
                .lines()
                .map(line -> line.split("/", -1))
                .filter(parts -> parts.length > 6 && !parts[1].equals("0"))
                .map(parts -> parts[5])
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .toList();
    }

    private void requireDirectory(String path) throws IOException {
        if (!isDirectory(path)) {
            throw ToolException.failed("the directory " + path + " does not exist in the image");
        }
    }

    private static ToolException missing(String path) {
        return ToolException.failed(path + " does not exist in the image");
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private Optional<Inode> stat(String path) throws IOException {
        var matcher = STAT.matcher(debugfs.ask("stat " + Debugfs.quoted(path)));
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(new Inode(
                matcher.group(1),
                Integer.parseInt(matcher.group(2), 8) & 07777,
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4))));
    }

    private record Inode(String type, int mode, int user, int group) {}
}
