// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Reads and sets the permission bits of files on the host. The host is a Unix, because it has debugfs. */
final class HostFileModes {
    private HostFileModes() {}

    static int of(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode") & 07777;
    }

    /** Sets them, but for set-user-id and the like, which mean something in their own system only. */
    static void set(Path file, int mode) throws IOException {
        var permissions = new StringBuilder("rwxrwxrwx");
        for (int i = 0; i < permissions.length(); i++) {
            if ((mode >> (8 - i) & 1) == 0) {
                permissions.setCharAt(i, '-');
            }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions.toString()));
    }
}
