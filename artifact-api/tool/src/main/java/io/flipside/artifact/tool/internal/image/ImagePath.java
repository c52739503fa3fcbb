// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Parses {@code artifact:path}, which names a file in the image of an artifact.
 *
 * @param artifact the artifact's file
 * @param path absolute path in the image, without a slash at its end
 * @param directory whether there was a slash, so that it must be a directory
 */
public record ImagePath(Path artifact, String path, boolean directory) {
    /** What is meant, if this names an existing artifact. */
    public static Optional<ImagePath> find(String text) {
        // The longest existing file wins: both parts may contain colons.
        for (int colon = text.lastIndexOf(':'); colon > 0; colon = text.lastIndexOf(':', colon - 1)) {
            var artifact = Path.of(text.substring(0, colon));
            if (Files.isRegularFile(artifact) && colon + 1 < text.length()) {
                return Optional.of(new ImagePath(artifact, absolute(text.substring(colon + 1)), text.endsWith("/")));
            }
        }
        return Optional.empty();
    }

    /** The same, where nothing else is possible. */
    public static ImagePath parse(String text) throws ToolException {
        return find(text)
                .orElseThrow(() -> ToolException.failed(
                        "'" + text + "' is not of the form artifact:path with an existing artifact"));
    }

    private static String absolute(String path) {
        var slashed = ("/" + path).replaceAll("/+", "/");
        return slashed.length() > 1 && slashed.endsWith("/") ? slashed.substring(0, slashed.length() - 1) : slashed;
    }

    /** The path of a file in this directory. */
    public String resolve(String name) {
        return absolute(path + "/" + name);
    }
}
