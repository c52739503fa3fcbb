// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes tar archives that a decent writer would refuse to write. */
final class Tar {
    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char SYMBOLIC_LINK = '2';
    static final char DEVICE = '3';
    static final char DIRECTORY = '5';
    static final char PIPE = '6';
    static final char GNU_LONG_NAME = 'L';
    static final char GNU_SPARSE = 'S';
    static final char PAX = 'x';

    private Tar() {}

    /** One entry; {@code sizeField} is what the header claims. */
    record Entry(String name, char type, byte[] content, String sizeField, String linkName) {
        static Entry file(String name, byte[] content) {
            return new Entry(name, FILE, content, octal(content.length), "");
        }

        static Entry file(String name, String content) {
            return file(name, content.getBytes(StandardCharsets.UTF_8));
        }

        static Entry ofType(char type, String name) {
            return new Entry(name, type, new byte[0], octal(0), type == HARD_LINK || type == SYMBOLIC_LINK ? "x" : "");
        }

        /** A PAX header for the entry after it. */
        static Entry pax(String key, String value) {
            var record = " " + key + "=" + value + "\n";
            int length = record.length() + 1;
            while ((length + record).length() != length) {
                length++;
            }
            var text = length + record;
            return new Entry("PaxHeaders/x", PAX, text.getBytes(StandardCharsets.UTF_8), octal(text.length()), "");
        }

        /** A GNU header that names the entry after it. */
        static Entry longName(String name) {
            var content = (name + "\0").getBytes(StandardCharsets.UTF_8);
            return new Entry("././@LongLink", GNU_LONG_NAME, content, octal(content.length), "");
        }

        Entry named(String other) {
            return new Entry(other, type, content, sizeField, linkName);
        }

        Entry with(byte[] other) {
            return new Entry(name, type, other, octal(other.length), linkName);
        }

        Entry claiming(String size) {
            return new Entry(name, type, content, size, linkName);
        }

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    static byte[] archive(List<Entry> entries) {
        var out = new ByteArrayOutputStream();
        for (var entry : entries) {
            out.writeBytes(header(entry));
            out.writeBytes(entry.content());
            out.writeBytes(new byte[(512 - entry.content().length % 512) % 512]);
        }
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    private static byte[] header(Entry entry) {
        var block = new byte[512];
        put(block, 0, entry.name());
        put(block, 100, "0000644");
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, 124, entry.sizeField());
        put(block, 136, octal(0));
        block[156] = (byte) entry.type();
        put(block, 157, entry.linkName());
        put(block, 257, "ustar\00000");
        put(block, 148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, offset, Math.min(bytes.length, 100));
    }

    static String octal(long value) {
        return String.format("%011o", value);
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, Math.min(length, bytes.length));
    }
}
