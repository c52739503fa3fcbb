// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps the extended attributes of a file in an image, SELinux labels among them, for the file that replaces it. */
final class AttributeCopy implements AutoCloseable {
    private static final Pattern LINE = Pattern.compile("^  (.+?) \\((\\d+)\\)", Pattern.MULTILINE);
    /** Not an attribute, but the place of a small file's content. */
    private static final String CONTENT = "system.data";

    private final Path directory;
    private final List<String> names;

    private AttributeCopy(Path directory, List<String> names) {
        this.directory = directory;
        this.names = names;
    }

    /** Reads them; they lie beside the image until this is closed. */
    static AttributeCopy of(Debugfs debugfs, String quotedPath, Path directory) throws IOException {
        var names = LINE.matcher(debugfs.ask("ea_list " + quotedPath))
                .results()
                .map(line -> line.group(1))
                .filter(name -> !name.equals(CONTENT))
                .toList();
        var copy = new AttributeCopy(directory, names);
        for (int i = 0; i < names.size(); i++) {
            debugfs.ask("ea_get -r -f " + file(i) + " " + quotedPath + " " + Debugfs.quoted(names.get(i)));
            if (!Files.exists(directory.resolve(file(i)))) {
                throw ToolException.failed("debugfs cannot read the attribute " + names.get(i) + " of " + quotedPath);
            }
        }
        return copy;
    }

    /** What gives them to the new file. */
    List<String> requests(String quotedPath) throws ToolException {
        var requests = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            requests.add("ea_set -r -f " + file(i) + " " + quotedPath + " " + Debugfs.quoted(names.get(i)));
        }
        return requests;
    }

    private static String file(int index) {
        return "attribute-" + index;
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < names.size(); i++) {
            Files.deleteIfExists(directory.resolve(file(i)));
        }
    }
}
