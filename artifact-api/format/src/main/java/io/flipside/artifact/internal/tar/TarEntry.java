// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.tar;

import java.time.Instant;

/**
 * Describes an entry of a tar archive: a regular file or a directory.
 *
 * @param name its path, as stored; not yet checked for anything but its length
 * @param directory whether it is a directory; else it is a regular file, as nothing else is let through
 * @param size of its content in bytes
 * @param mode permission bits
 * @param modified time of last modification, in seconds
 */
public record TarEntry(String name, boolean directory, long size, int mode, Instant modified) {
    /** A regular file without a history: time 0, so that equal content gives equal bytes. */
    public static TarEntry file(String name, long size, int mode) {
        return new TarEntry(name, false, size, mode, Instant.EPOCH);
    }
}
