// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds what debugfs says of one file in an image.
 *
 * @param type regular, directory, symlink…
 * @param mode permission bits
 * @param link where it leads, if it is a link that is stored in the inode itself
 */
record ImageInode(String type, int mode, long user, long group, long size, Optional<String> link) {
    private static final Pattern STAT = Pattern.compile(
            "Type: (\\w[\\w ]*?)\\s+Mode:\\s+(\\d+).*?User:\\s+(\\d+)\\s+Group:\\s+(\\d+).*?Size: (\\d+)",
            Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("^Fast link dest: \"(.*)\"$", Pattern.MULTILINE);

    /** Parses the answer to {@code stat}. */
    static ImageInode parse(String stat) throws ToolException {
        var fields = STAT.matcher(stat);
        if (!fields.find()) {
            throw ToolException.failed("debugfs gave an unknown answer: " + stat.strip());
        }
        var link = LINK.matcher(stat);
        return new ImageInode(
                fields.group(1),
                Integer.parseInt(fields.group(2), 8) & 07777,
                Long.parseLong(fields.group(3)),
                Long.parseLong(fields.group(4)),
                Long.parseLong(fields.group(5)),
                link.find() ? Optional.of(link.group(1)) : Optional.empty());
    }

    boolean isFile() {
        return type.equals("regular");
    }

    boolean isDirectory() {
        return type.equals("directory");
    }

    boolean isLink() {
        return type.equals("symlink");
    }
}
