// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.deflate;

import java.util.Arrays;

/**
 * Collects the literals and matches of a deflate block, and writes the block in its shortest encoding: dynamic codes,
 * fixed codes, or stored. Used again for each block. Not thread-safe.
 */
final class DeflateBlock {
    static final int MAX_SYMBOLS = 32768;

    private static final int MATCH = 1 << 31;
    private static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int[] REPEAT_EXTRA = {2, 3, 7};
    private static final int MAX_STORED = 65535;
    private static final PrefixCode FIXED_LITERALS = PrefixCode.of(fixedLiterals());
    private static final PrefixCode FIXED_DISTANCES = PrefixCode.of(fixedDistances());

    private final int[] symbols = new int[MAX_SYMBOLS + 8];
    private final int[] literalCounts = new int[DeflateAlphabet.LITERALS_AND_LENGTHS];
    private final int[] distanceCounts = new int[DeflateAlphabet.DISTANCES];
    private final PrefixCode literals = new PrefixCode(DeflateAlphabet.LITERALS_AND_LENGTHS, 15);
    private final PrefixCode distances = new PrefixCode(DeflateAlphabet.DISTANCES, 15);
    private final PrefixCode codeLengths = new PrefixCode(19, 7);
    private final int[] codeLengthCounts = new int[19];
    private final int[] runs = new int[DeflateAlphabet.LITERALS_AND_LENGTHS + DeflateAlphabet.DISTANCES];
    private int size;
    private int runCount;

    private static int[] fixedLiterals() {
        int[] lengths = new int[288];
        Arrays.fill(lengths, 0, 144, 8);
        Arrays.fill(lengths, 144, 256, 9);
        Arrays.fill(lengths, 256, 280, 7);
        Arrays.fill(lengths, 280, 288, 8);
        return lengths;
    }

    private static int[] fixedDistances() {
        int[] lengths = new int[DeflateAlphabet.DISTANCES];
        Arrays.fill(lengths, 5);
        return lengths;
    }

    void literal(int value) {
        symbols[size++] = value;
        literalCounts[value]++;
    }

    void match(int length, int distance) {
        symbols[size++] = MATCH | ((length - DeflateAlphabet.MIN_MATCH) << 16) | (distance - 1);
        literalCounts[257 + DeflateAlphabet.lengthCode(length)]++;
        distanceCounts[DeflateAlphabet.distanceCode(distance)]++;
    }

    boolean full() {
        return size >= MAX_SYMBOLS;
    }

    /** Writes the block, which stands for these bytes of the input, and empties it. */
    void write(BitOutput out, byte[] input, int from, int to, boolean last) {
        literalCounts[DeflateAlphabet.END_OF_BLOCK] = 1;
        literals.build(literalCounts);
        distances.build(distanceCounts);
        int literalCodes = used(literals, DeflateAlphabet.LITERALS_AND_LENGTHS, 257);
        int distanceCodes = used(distances, DeflateAlphabet.DISTANCES, 1);
        describe(literalCodes, distanceCodes);
        long extra = extraBits();
        long own = headerCost() + literals.cost(literalCounts) + distances.cost(distanceCounts) + extra;
        long fixed = 3 + cost(FIXED_LITERALS, literalCounts) + cost(FIXED_DISTANCES, distanceCounts) + extra;
        long stored = 8L * (to - from) + 40L * ((to - from) / MAX_STORED + 1);
        if (stored <= Math.min(own, fixed)) {
            store(out, input, from, to, last);
        } else if (fixed <= own) {
            out.put((last ? 1 : 0) | (1 << 1), 3);
            symbols(out, FIXED_LITERALS, FIXED_DISTANCES);
        } else {
            out.put((last ? 1 : 0) | (2 << 1), 3);
            header(out, literalCodes, distanceCodes);
            symbols(out, literals, distances);
        }
        size = 0;
        Arrays.fill(literalCounts, 0);
        Arrays.fill(distanceCounts, 0);
    }

    static void store(BitOutput out, byte[] input, int from, int to, boolean last) {
        int at = from;
        do {
            int length = Math.min(MAX_STORED, to - at);
            out.put(last && at + length == to ? 1 : 0, 3);
            out.align();
            out.put(length | ((long) (~length & 0xffff) << 16), 32);
            out.bytes(input, at, length);
            at += length;
        } while (at < to);
    }

    private void symbols(BitOutput out, PrefixCode literalCode, PrefixCode distanceCode) {
        for (int i = 0; i < size; i++) {
            int symbol = symbols[i];
            if (symbol >= 0) {
                put(out, literalCode.spelled(symbol));
            } else {
                match(out, symbol, literalCode, distanceCode);
            }
        }
        put(out, literalCode.spelled(DeflateAlphabet.END_OF_BLOCK));
    }

    private static void put(BitOutput out, int spelled) {
        out.put(PrefixCode.bits(spelled), PrefixCode.count(spelled));
    }

    private static void match(BitOutput out, int symbol, PrefixCode literalCode, PrefixCode distanceCode) {
        int length = ((symbol >>> 16) & 0xff) + DeflateAlphabet.MIN_MATCH;
        int distance = (symbol & 0x7fff) + 1;
        int code = DeflateAlphabet.lengthCode(length);
        int spelled = literalCode.spelled(257 + code);
        long bits = PrefixCode.bits(spelled);
        int count = PrefixCode.count(spelled);
        bits |= (long) (length - DeflateAlphabet.LENGTH_BASE[code]) << count;
        count += DeflateAlphabet.LENGTH_EXTRA[code];
        code = DeflateAlphabet.distanceCode(distance);
        spelled = distanceCode.spelled(code);
        bits |= (long) PrefixCode.bits(spelled) << count;
        count += PrefixCode.count(spelled);
        bits |= (long) (distance - DeflateAlphabet.DISTANCE_BASE[code]) << count;
        count += DeflateAlphabet.DISTANCE_EXTRA[code];
        out.put(bits, count);
    }

    private static int used(PrefixCode code, int symbols, int least) {
        int used = symbols;
        while (used > least && code.length(used - 1) == 0) {
            used--;
        }
        return used;
    }

    private long extraBits() {
        long bits = 0;
        for (int code = 0; code < DeflateAlphabet.LENGTH_EXTRA.length; code++) {
            bits += (long) literalCounts[257 + code] * DeflateAlphabet.LENGTH_EXTRA[code];
        }
        for (int code = 0; code < DeflateAlphabet.DISTANCES; code++) {
            bits += (long) distanceCounts[code] * DeflateAlphabet.DISTANCE_EXTRA[code];
        }
        return bits;
    }

    private static long cost(PrefixCode code, int[] counts) {
        long bits = 0;
        for (int i = 0; i < counts.length; i++) {
            bits += (long) counts[i] * code.length(i);
        }
        return bits;
    }

    /** Finds the runs in the two codes' lengths: what a block with its own codes begins with. */
    private void describe(int literalCodes, int distanceCodes) {
        Arrays.fill(codeLengthCounts, 0);
        runCount = 0;
        int total = literalCodes + distanceCodes;
        int at = 0;
        while (at < total) {
            int length = codeLength(at, literalCodes);
            int run = 1;
            while (at + run < total && codeLength(at + run, literalCodes) == length) {
                run++;
            }
            at += run;
            run(length, run);
        }
        codeLengths.build(codeLengthCounts);
    }

    private int codeLength(int index, int literalCodes) {
        return index < literalCodes ? literals.length(index) : distances.length(index - literalCodes);
    }

    private void run(int length, int times) {
        int left = times;
        if (length == 0) {
            while (left >= 3) {
                int n = Math.min(left, 138);
                addRun(n < 11 ? 17 : 18, n < 11 ? n - 3 : n - 11);
                left -= n;
            }
        } else if (left >= 4) {
            addRun(length, 0);
            left--;
            while (left >= 3) {
                int n = Math.min(left, 6);
                addRun(16, n - 3);
                left -= n;
            }
        }
        for (; left > 0; left--) {
            addRun(length, 0);
        }
    }

    private void addRun(int symbol, int extra) {
        runs[runCount++] = symbol | (extra << 8);
        codeLengthCounts[symbol]++;
    }

    private int codeLengthCodes() {
        int used = CODE_LENGTH_ORDER.length;
        while (used > 4 && codeLengths.length(CODE_LENGTH_ORDER[used - 1]) == 0) {
            used--;
        }
        return used;
    }

    private long headerCost() {
        long bits = 3 + 14 + 3L * codeLengthCodes() + codeLengths.cost(codeLengthCounts);
        for (int i = 0; i < REPEAT_EXTRA.length; i++) {
            bits += (long) codeLengthCounts[16 + i] * REPEAT_EXTRA[i];
        }
        return bits;
    }

    private void header(BitOutput out, int literalCodes, int distanceCodes) {
        int used = codeLengthCodes();
        out.put((literalCodes - 257) | ((distanceCodes - 1) << 5) | ((used - 4) << 10), 14);
        for (int i = 0; i < used; i++) {
            out.put(codeLengths.length(CODE_LENGTH_ORDER[i]), 3);
        }
        for (int i = 0; i < runCount; i++) {
            int symbol = runs[i] & 0xff;
            put(out, codeLengths.spelled(symbol));
            if (symbol >= 16) {
                out.put(runs[i] >>> 8, REPEAT_EXTRA[symbol - 16]);
            }
        }
    }
}
