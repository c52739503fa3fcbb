// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.deflate;

/** Defines the length and distance codes of deflate and the number of extra bits of each. */
final class DeflateAlphabet {
    static final int MIN_MATCH = 3;
    static final int MAX_MATCH = 258;
    static final int WINDOW = 32768;
    static final int END_OF_BLOCK = 256;
    static final int LITERALS_AND_LENGTHS = 286;
    static final int DISTANCES = 30;

    static final int[] LENGTH_BASE = new int[29];
    static final int[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    static final int[] DISTANCE_BASE = new int[DISTANCES];
    static final int[] DISTANCE_EXTRA = new int[DISTANCES];

    /** Length minus 3 to code minus 257. */
    private static final byte[] LENGTH_CODE = new byte[256];
    /** Distance minus 1, directly up to 255, and in steps of 128 from there, to code. */
    private static final byte[] DISTANCE_CODE = new byte[512];

    static {
        int length = MIN_MATCH;
        for (int code = 0; code < 28; code++) {
            LENGTH_BASE[code] = length;
            for (int i = 0; i < 1 << LENGTH_EXTRA[code]; i++) {
                LENGTH_CODE[Math.min(length++ - MIN_MATCH, 255)] = (byte) code;
            }
        }
        LENGTH_BASE[28] = MAX_MATCH;
        LENGTH_CODE[MAX_MATCH - MIN_MATCH] = 28;
        int distance = 1;
        for (int code = 0; code < DISTANCES; code++) {
            DISTANCE_EXTRA[code] = Math.max(0, code / 2 - 1);
            DISTANCE_BASE[code] = distance;
            for (int i = 0; i < 1 << DISTANCE_EXTRA[code]; i++) {
                int index = distance++ - 1;
                DISTANCE_CODE[index < 256 ? index : 256 + (index >>> 7)] = (byte) code;
            }
        }
    }

    private DeflateAlphabet() {}

    static int lengthCode(int length) {
        return LENGTH_CODE[length - MIN_MATCH];
    }

    static int distanceCode(int distance) {
        int index = distance - 1;
        return DISTANCE_CODE[index < 256 ? index : 256 + (index >>> 7)];
    }
}
