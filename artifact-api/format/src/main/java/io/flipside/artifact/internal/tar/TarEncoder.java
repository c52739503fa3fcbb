// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes headers, padding and the end marker of USTAR archives. Longer names and sizes are encoded with the usual
 * extensions.
 */
public final class TarEncoder {
    private static final int BLOCK = TarHeaderParser.BLOCK;
    private static final long MAX_OCTAL_SIZE = 077777777777L;

    private TarEncoder() {}

    /** Everything that precedes the content of an entry. */
    public static byte[] header(TarEntry entry) {
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        if (name.length <= TarHeaderParser.NAME_LENGTH) {
            return block(entry, name, '0', entry.size());
        }
        byte[] records = record("path", entry.name());
        byte[] pax = block(entry, "PaxHeaders/long".getBytes(StandardCharsets.US_ASCII), 'x', records.length);
        byte[] all = Arrays.copyOf(pax, BLOCK + records.length + padding(records.length) + BLOCK);
        System.arraycopy(records, 0, all, BLOCK, records.length);
        byte[] cut = Arrays.copyOf(name, TarHeaderParser.NAME_LENGTH);
        System.arraycopy(block(entry, cut, '0', entry.size()), 0, all, all.length - BLOCK, BLOCK);
        return all;
    }

    /** A whole entry. */
    public static byte[] entry(TarEntry entry, byte[] content) {
        byte[] header = header(entry);
        byte[] all = Arrays.copyOf(header, header.length + content.length + padding(content.length));
        System.arraycopy(content, 0, all, header.length, content.length);
        return all;
    }

    /** How many zeros follow the content. */
    public static int padding(long size) {
        return (int) (-size & (BLOCK - 1));
    }

    /** The end marker: two zero blocks. */
    public static byte[] end() {
        return new byte[2 * BLOCK];
    }

    private static byte[] block(TarEntry entry, byte[] name, char type, long size) {
        byte[] block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, name.length);
        octal(block, 100, 8, entry.mode());
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        if (size <= MAX_OCTAL_SIZE) {
            octal(block, 124, 12, size);
        } else {
            binary(block, 124, 12, size);
        }
        octal(block, 136, 12, entry.modified().getEpochSecond());
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) type;
        text(block, 257, "ustar\000" + "00");
        octal(block, 329, 8, 0);
        octal(block, 337, 8, 0);
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        octal(block, 148, 7, sum);
        block[154] = 0;
        return block;
    }

    private static void octal(byte[] block, int offset, int length, long value) {
        String digits = Long.toOctalString(value);
        text(block, offset, "0".repeat(length - 1 - digits.length()) + digits);
    }

    private static void binary(byte[] block, int offset, int length, long value) {
        block[offset] = (byte) 0x80;
        for (int i = 1; i <= 8; i++) {
            block[offset + length - i] = (byte) (value >>> (8 * (i - 1)));
        }
    }

    private static void text(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    /** A PAX record; its length counts itself. */
    private static byte[] record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int restLength = rest.getBytes(StandardCharsets.UTF_8).length;
        int length = restLength + 1;
        while (length != restLength + Integer.toString(length).length()) {
            length = restLength + Integer.toString(length).length();
        }
        return (length + rest).getBytes(StandardCharsets.UTF_8);
    }
}
