// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Parses and formats one copy of U-Boot's environment: checksum, optional generation, NUL-terminated variables. The
 * layout is {@code crc32, [generation,] name=value NUL ..., NUL}, filled up with zeros. The checksum covers what
 * follows the header, and is in the byte order of the processor, as U-Boot and its tools write it.
 *
 * @param generation counts the writes, modulo 256; 0 where there is only one copy
 * @param variables the variables
 */
record EnvironmentBlock(int generation, SortedMap<String, String> variables) {
    private static final int CHECKSUM = 4;
    private static final char END = '\0';

    EnvironmentBlock {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /** Empty if the checksum does not match: torn, or never written. */
    static Optional<EnvironmentBlock> parse(byte[] bytes, boolean redundant) {
        int header = header(redundant);
        int promised = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
        if (promised != checksum(bytes, header)) {
            return Optional.empty();
        }
        String text = new String(bytes, header, bytes.length - header, ISO_8859_1);
        return Optional.of(new EnvironmentBlock(redundant ? bytes[CHECKSUM] & 0xff : 0, variables(text)));
    }

    private static SortedMap<String, String> variables(String text) {
        SortedMap<String, String> variables = new TreeMap<>();
        int from = 0;
        for (int to = text.indexOf(END); to > from; to = text.indexOf(END, from)) {
            int equals = text.indexOf('=', from);
            if (equals > from && equals < to) {
                variables.put(text.substring(from, equals), text.substring(equals + 1, to));
            }
            from = to + 1;
        }
        return variables;
    }

    /** The block that follows this one. */
    EnvironmentBlock with(Map<String, String> changes) {
        SortedMap<String, String> all = new TreeMap<>(variables);
        all.putAll(changes);
        return new EnvironmentBlock((generation + 1) & 0xff, all);
    }

    /** Whether this was written after the other; of two equals none was. */
    boolean newerThan(EnvironmentBlock other) {
        if (generation == 0 && other.generation == 255) {
            return true;
        }
        if (generation == 255 && other.generation == 0) {
            return false;
        }
        return generation > other.generation;
    }

    byte[] bytes(int size, boolean redundant) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        byte[] text = text().getBytes(ISO_8859_1);
        int header = header(redundant);
        if (header + text.length > size) {
            throw new IOException("the bootloader's environment is full: its variables take " + text.length
                    + " bytes, and there is room for " + (size - header) + "; remove some with fw_setenv NAME");
        }
        bytes.position(header).put(text);
        if (redundant) {
            bytes.put(CHECKSUM, (byte) generation);
        }
        return bytes.putInt(0, checksum(bytes.array(), header)).array();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        variables.forEach(
                (name, value) -> text.append(name).append('=').append(value).append(END));
        return text.append(END).toString();
    }

    private static int header(boolean redundant) {
        return redundant ? CHECKSUM + 1 : CHECKSUM;
    }

    private static int checksum(byte[] bytes, int header) {
        CRC32 crc = new CRC32();
        crc.update(bytes, header, bytes.length - header);
        return (int) crc.getValue();
    }
}
