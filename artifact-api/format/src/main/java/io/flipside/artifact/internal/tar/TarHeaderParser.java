// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.tar;

import io.flipside.artifact.internal.stream.MalformedException;
import java.nio.charset.StandardCharsets;

/** Parses the fields of one 512-byte tar header. */
final class TarHeaderParser {
    static final int BLOCK = 512;
    static final int NAME_LENGTH = 100;
    static final int PREFIX_LENGTH = 155;

    private final byte[] block;

    TarHeaderParser(byte[] block) {
        this.block = block;
    }

    boolean isZero() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    void requireChecksum() throws MalformedException {
        long stored = number(148, 8, "checksum");
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= 148 && i < 156 ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        if (stored != unsigned && stored != signed) {
            throw new MalformedException("tar header has a wrong checksum");
        }
    }

    String name() {
        String name = text(0, NAME_LENGTH);
        boolean ustar =
                text(257, 6).equals("ustar") && block[262] == 0; // whatever the version: as the real tool reads it
        String prefix = ustar ? text(345, PREFIX_LENGTH) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Fields that do not matter here, but keep the devices' reader from reading on if they are malformed. */
    void requireNumbers() throws MalformedException {
        number(108, 8, "owner");
        number(116, 8, "group");
        if (text(257, 5).equals("ustar")) {
            number(329, 8, "device number");
            number(337, 8, "device number");
        }
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    long size() throws MalformedException {
        return number(124, 12, "size");
    }

    int mode() throws MalformedException {
        return (int) (number(100, 8, "mode") & 07777);
    }

    long modified() throws MalformedException {
        return number(136, 12, "time");
    }

    /** Bytes up to the first NUL, one character each: whoever allows more than ASCII in a name has to decode it. */
    private String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    private long number(int offset, int length, String what) throws MalformedException {
        return (block[offset] & 0x80) != 0 ? binary(offset, length, what) : octal(offset, length, what);
    }

    /** Base 256, two's complement: GNU tar writes times before 1970 like this. */
    private long binary(int offset, int length, String what) throws MalformedException {
        int inverted = (block[offset] & 0x40) != 0 ? 0xff : 0;
        long value = (block[offset] ^ inverted) & 0x7f;
        for (int i = 1; i < length; i++) {
            if (value >= 1L << 55) {
                throw new MalformedException("tar header has an impossible " + what);
            }
            value = (value << 8) | ((block[offset + i] ^ inverted) & 0xff);
        }
        return inverted == 0 ? value : ~value;
    }

    private long octal(int offset, int length, String what) throws MalformedException {
        int at = offset;
        int end = offset + length;
        while (at < end && block[at] == ' ') {
            at++;
        }
        long value = 0;
        while (at < end && block[at] >= '0' && block[at] <= '7') {
            value = (value << 3) | (block[at++] - '0');
        }
        while (at < end) {
            if (block[at] != 0 && block[at] != ' ') {
                throw new MalformedException("tar header has an unreadable " + what);
            }
            at++;
        }
        return value;
    }
}
