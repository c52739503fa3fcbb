// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks {@code debugfs} about one image, and recognises failures by its error output. Its exit code is always 0. */
final class Debugfs {
    private static final Pattern NOT_THERE =
            Pattern.compile(".*: (File not found by ext2_lookup|Ext2 inode is not a directory)");
    /** Lines of requests that are longer would be cut in two. */
    private static final int LONGEST_PATH = 3000;

    private final ImageProgram program;
    private final String name;

    /**
     * Creates one.
     *
     * @param name what the image is called in messages
     */
    Debugfs(ImageProgram program, String name) {
        this.program = program;
        this.name = name;
    }

    /** Finds out whether it can open the file system at all. */
    void requireOpenable() throws IOException {
        program.require();
        var complaint = program.run(List.of("-R", "stat /"), "").complaint();
        if (complaint.isPresent()) {
            throw ToolException.failed("debugfs cannot open the file system in " + name + ": "
                    + complaint.get().replaceAll("^debugfs: | while trying to open .*", "") + advice(complaint.get()));
        }
    }

    private static String advice(String complaint) {
        return complaint.contains("unsupported") ? ". It takes a newer e2fsprogs; nothing was changed" : E2fsck.REPAIR;
    }

    /** What a read-only request prints; nothing, if it names a path that does not exist. */
    Optional<String> find(String request) throws IOException {
        var answer = program.run(List.of("-R", request), "");
        var complaint = answer.complaint();
        if (complaint.isPresent() && NOT_THERE.matcher(complaint.get()).matches()) {
            return Optional.empty();
        }
        return Optional.of(uncontested(answer));
    }

    /** What a read-only request prints. */
    String ask(String request) throws IOException {
        return uncontested(program.run(List.of("-R", request), ""));
    }

    /** Changes the image; throws with what debugfs says if it says anything. */
    void change(List<String> requests) throws IOException {
        uncontested(program.run(List.of("-w", "-f", "-"), String.join("\n", requests) + "\n"));
    }

    private String uncontested(ImageProgram.Output answer) throws ToolException {
        var complaint = answer.complaint();
        if (complaint.isPresent()) {
            throw ToolException.failed("debugfs cannot do that in " + name + ": " + complaint.get());
        }
        return answer.out();
    }

    /** A path as debugfs reads it back from a request line. */
    static String quoted(String path) throws ToolException {
        if (path.chars().anyMatch(c -> c < ' ' || c == '"') || path.length() > LONGEST_PATH) {
            throw ToolException.failed(
                    "a path in an image must not contain quotes or control characters, nor be too long: " + path);
        }
        return '"' + path + '"';
    }
}
