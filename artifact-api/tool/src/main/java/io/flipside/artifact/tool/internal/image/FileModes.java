// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Permission bits of files on this machine. */
final class FileModes {
    private FileModes() {}

    static int of(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("unix")) {
            return 0644;
        }
        return (int) Files.getAttribute(file, "unix:mode", new LinkOption[0]) & 07777;
    }
}
