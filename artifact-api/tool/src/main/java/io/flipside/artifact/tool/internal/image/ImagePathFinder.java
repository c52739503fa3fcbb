// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the real path behind a path that leads through symbolic links of an image. As in the running system, {@code /}
 * is the root of the image, and nothing leads out of it.
 */
final class ImagePathFinder {
    private static final int MOST_LINKS = 40;
    private final Debugfs debugfs;

    ImagePathFinder(Debugfs debugfs) {
        this.debugfs = debugfs;
    }

    /** What lies at a real path. */
    Optional<ImageInode> inode(String path) throws IOException {
        var answer = debugfs.find("stat " + Debugfs.quoted(path));
        return answer.isPresent() ? Optional.of(ImageInode.parse(answer.get())) : Optional.empty();
    }

    /** The real path; a link at its end is followed, too. */
    String follow(String path) throws IOException {
        return find(path, true);
    }

    /** The real path of the directory, and the last name in it, link or not. */
    String followDirectory(String path) throws IOException {
        return find(path, false);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private String find(String path, boolean end) throws IOException {
        Deque<String> names = new ArrayDeque<>();
        push(names, path);
        var found = "";
        int links = 0;
        while (!names.isEmpty()) {
            var name = names.pop();
            if (name.equals("..")) {
                found = found.substring(0, Math.max(0, found.lastIndexOf('/')));
                continue;
            }
            var next = found + "/" + name;
            var inode = inode(next);
            if (inode.isEmpty()) {
                return names.isEmpty() ? next : next + "/" + String.join("/", names);
            }
            if (!inode.get().isLink() || (names.isEmpty() && !end)) {
                found = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw ToolException.failed(path + " leads through too many links in the image");
            }
            var target = target(next, inode.get());
            found = target.startsWith("/") ? "" : found;
            push(names, target);
        }
        return found.isEmpty() ? "/" : found;
    }

    private String target(String path, ImageInode link) throws IOException {
        return link.link().isPresent() ? link.link().get() : debugfs.ask("cat " + Debugfs.quoted(path));
    }

    private static void push(Deque<String> names, String path) {
        var more = List.of(path.split("/"));
        for (int i = more.size() - 1; i >= 0; i--) {
            if (!more.get(i).isEmpty() && !more.get(i).equals(".")) {
                names.push(more.get(i));
            }
        }
    }
}
