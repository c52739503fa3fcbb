// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Enumerates the kinds of file system images that are recognised by the magic number at their start. */
public enum ImageKind {
    EXT4("an ext4 file system", 1024 + 0x38, "53ef"),
    BTRFS("a btrfs file system", 0x10040, "5f42485266535f4d"),
    EROFS("an EROFS file system", 1024, "e2e1f5e0"),
    FAT("a FAT file system", 0x36, "464154"),
    FAT32("a FAT file system", 0x52, "4641543332"),
    F2FS("an F2FS file system", 1024, "1020f5f2"),
    SQUASHFS("a squashfs file system", 0, "68737173"),
    UBI("a UBI image", 0, "55424923"),
    UBIFS("a UBIFS file system", 0, "31181006"),
    XFS("an XFS file system", 0, "58465342");

    /** How many bytes at the start of an image tell its kind. */
    public static final int START = 0x10040 + 8;

    private final String description;
    private final int position;
    private final String magic;

    ImageKind(String description, int position, String magic) {
        this.description = description;
        this.position = position;
        this.magic = magic;
    }

    /** What the start of an image says, {@value #START} bytes of it or all there are. */
    public static Optional<ImageKind> of(byte[] start) {
        return Stream.of(values()).filter(kind -> kind.begins(start)).findFirst();
    }

    /** What the start of a file says. */
    public static Optional<ImageKind> of(Path file) throws IOException {
        return of(start(file));
    }

    static byte[] start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        }
    }

    private boolean begins(byte[] start) {
        int end = position + magic.length() / 2;
        return start.length >= end
                && HexFormat.of().formatHex(start, position, end).equals(magic);
    }

    /** With its article. */
    public String description() {
        return description;
    }
}
