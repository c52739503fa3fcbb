// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.xz;

import java.util.zip.Checksum;

/** Computes the CRC64 of xz (ECMA-182, reflected), four bytes at a time. Not thread-safe. */
final class Crc64 implements Checksum {
    private static final long POLYNOMIAL = 0xc96c5795d7870f42L;
    private static final int STEP = 4;
    private static final long[][] TABLES = tables();

    private long state = -1;

    /** Table k has what a byte does to the state, k bytes later. */
    private static long[][] tables() {
        long[][] tables = new long[STEP][256];
        for (int b = 0; b < 256; b++) {
            long value = b;
            for (int k = 0; k < STEP; k++) {
                for (int bit = 0; bit < 8; bit++) {
                    value = (value >>> 1) ^ ((value & 1) != 0 ? POLYNOMIAL : 0);
                }
                tables[k][b] = value;
            }
        }
        return tables;
    }

    @Override
    public void update(int octet) {
        state = (state >>> 8) ^ TABLES[0][(int) (state ^ octet) & 0xff];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; at + STEP <= end; at += STEP) {
            state = (state >>> 32)
                    ^ TABLES[3][(int) (state ^ bytes[at]) & 0xff]
                    ^ TABLES[2][(int) ((state >>> 8) ^ bytes[at + 1]) & 0xff]
                    ^ TABLES[1][(int) ((state >>> 16) ^ bytes[at + 2]) & 0xff]
                    ^ TABLES[0][(int) ((state >>> 24) ^ bytes[at + 3]) & 0xff];
        }
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1;
    }
}
