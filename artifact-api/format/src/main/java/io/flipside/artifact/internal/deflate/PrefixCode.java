// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.deflate;

import java.util.Arrays;

/**
 * Builds a canonical prefix code of limited length from the frequencies of symbols. Used again for each block. Not
 * thread-safe.
 */
final class PrefixCode {
    private static final int[] GAPS = {132, 57, 23, 10, 4, 1};

    private final int maxLength;
    private final int[] lengths;
    /** For each symbol its bits, and above them how many there are. */
    private final int[] spelled;

    private final long[] order;
    private final int[] weights;
    private final int[] parents;

    PrefixCode(int symbols, int maxLength) {
        this.maxLength = maxLength;
        this.lengths = new int[symbols];
        this.spelled = new int[symbols];
        this.order = new long[symbols];
        this.weights = new int[2 * symbols];
        this.parents = new int[2 * symbols];
    }

    /** The code with these lengths. */
    static PrefixCode of(int[] lengths) {
        PrefixCode code = new PrefixCode(lengths.length, 15);
        System.arraycopy(lengths, 0, code.lengths, 0, lengths.length);
        code.assign();
        return code;
    }

    int length(int symbol) {
        return lengths[symbol];
    }

    /** The bits of a symbol, first one lowest, and from bit 16 on their number: together, as they are needed together. */
    int spelled(int symbol) {
        return spelled[symbol];
    }

    /** The bits in what {@link #spelled} gives. */
    static int bits(int spelled) {
        return spelled & 0xffff;
    }

    /** Their number. */
    static int count(int spelled) {
        return spelled >>> 16;
    }

    /** How many bits all counted symbols take. */
    long cost(int[] counts) {
        long cost = 0;
        for (int i = 0; i < lengths.length; i++) {
            cost += (long) counts[i] * lengths[i];
        }
        return cost;
    }

    /** Makes the code that suits these counts best. At least two symbols get a code, as decoders expect. */
    void build(int[] counts) {
        Arrays.fill(lengths, 0);
        int used = 0;
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (counts[symbol] > 0) {
                order[used++] = ((long) counts[symbol] << 16) | symbol;
            }
        }
        for (int symbol = 0; used < 2; symbol++) {
            if (counts[symbol] == 0) {
                order[used++] = symbol;
            }
        }
        sort(used);
        int[] perLength = limited(depths(used));
        int next = used;
        for (int length = 1; length <= maxLength; length++) {
            for (int i = 0; i < perLength[length]; i++) {
                lengths[(int) order[--next] & 0xffff] = length;
            }
        }
        assign();
    }

    /** Shell's sort: for a few hundred numbers as fast as the library's, and much less to compile before it is. */
    private void sort(int used) {
        for (int gap : GAPS) {
            for (int i = gap; i < used; i++) {
                long moved = order[i];
                int at = i;
                for (; at >= gap && order[at - gap] > moved; at -= gap) {
                    order[at] = order[at - gap];
                }
                order[at] = moved;
            }
        }
    }

    /** Huffman's tree by two queues: leaves in order of weight, and inner nodes as they come. Counts leaves per depth. */
    private int[] depths(int used) {
        for (int i = 0; i < used; i++) {
            weights[i] = (int) (order[i] >>> 16);
        }
        int leaf = 0;
        int inner = used;
        int last = 2 * used - 2;
        for (int node = used; node <= last; node++) {
            int sum = 0;
            for (int child = 0; child < 2; child++) {
                boolean takeLeaf = leaf < used && (inner >= node || weights[leaf] <= weights[inner]);
                int taken = takeLeaf ? leaf++ : inner++;
                parents[taken] = node;
                sum += weights[taken];
            }
            weights[node] = sum;
        }
        int[] perDepth = new int[used + 1];
        weights[last] = 0; // from here on depths, from the root down
        for (int node = last - 1; node >= 0; node--) {
            weights[node] = weights[parents[node]] + 1;
            if (node < used) {
                perDepth[weights[node]]++;
            }
        }
        return perDepth;
    }

    /** Moves leaves that are too deep up, and makes room for them by moving others down. */
    private int[] limited(int[] perDepth) {
        int[] perLength = new int[maxLength + 1];
        long full = 0;
        for (int depth = 1; depth < perDepth.length; depth++) {
            int length = Math.min(depth, maxLength);
            perLength[length] += perDepth[depth];
            full += (long) perDepth[depth] << (maxLength - length);
        }
        while (full > 1L << maxLength) {
            int length = maxLength - 1;
            while (perLength[length] == 0) {
                length--;
            }
            perLength[length]--;
            perLength[length + 1] += 2;
            perLength[maxLength]--;
            full--;
        }
        return perLength;
    }

    private void assign() {
        int[] perLength = new int[17];
        for (int length : lengths) {
            perLength[length]++;
        }
        perLength[0] = 0;
        int[] next = new int[17];
        for (int length = 1; length < next.length; length++) {
            next[length] = (next[length - 1] + perLength[length - 1]) << 1;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            int length = lengths[symbol];
            spelled[symbol] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> (32 - length) | length << 16;
        }
    }
}
