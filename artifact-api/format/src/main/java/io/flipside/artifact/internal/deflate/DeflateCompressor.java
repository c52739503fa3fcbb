// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses byte arrays in the deflate format, each independently of the others. Strings are found through chains of
 * positions with equal hashes, and taken only if the next position has no longer one. Where nothing is found for long,
 * positions are skipped. Keeps some 400 KiB of tables. Not thread-safe.
 */
public final class DeflateCompressor {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int HASH_BITS = 15;
    private static final int MIN_MATCH = 4;
    /** Long enough not to look for a longer one at the same position. */
    private static final int GOOD_MATCH = 32;
    /** Long enough not to ask whether the next position has a longer one. */
    private static final int LAZY_MATCH = 6;
    /** How many positions with an equal hash are looked at. */
    private static final int DEPTH = 2;
    /** How many positions inside a match later ones can refer to. */
    private static final int MAX_ENTERED = 16;
    /** After this many positions without a match, every second is skipped, then two of three, and so on. */
    private static final int PATIENCE_BITS = 6;
    /** After this many bytes without a match it is time to ask whether there are any. */
    private static final int SUSPICIOUS = 1024;

    private static final int CHUNK = 4096;
    /** Sum of the squared counts of 1024 bytes: 5120 on average if all are equally likely, give or take 90. */
    private static final int RANDOM_SQUARES = 5600;

    private static final int MAX_SKIP = 31;
    /** Bytes at the end where no match is looked for, as wide reads would leave the array. */
    private static final int TAIL = 12;

    /** Low 16 bits of the last position for a hash: whatever it really stands for, the bytes there are compared. */
    private final char[] heads = new char[1 << HASH_BITS];
    /** For each position of the window, the one before it with the same hash. */
    private final char[] chain = new char[DeflateAlphabet.WINDOW];

    private final int[] counts = new int[256];
    private final DeflateBlock block = new DeflateBlock();
    private final BlockSplitDetector split = new BlockSplitDetector();
    private byte[] input = {};
    private int end;
    private int foundDistance;
    private int lastMatch;
    private int suspicious;
    private boolean randomAhead;

    /** Room that the result may need: stored blocks, and what is written ahead. */
    public static int bound(int length) {
        return length + length / 256 + 128;
    }

    /**
     * Compresses the first bytes of an array.
     *
     * @param source may be longer; the rest is not looked at
     * @param out has {@link #bound} bytes from {@code at} on
     * @return where the result ends in {@code out}
     */
    public int compress(byte[] source, int length, byte[] out, int at) {
        input = source;
        end = length;
        Arrays.fill(heads, (char) 0); // what another array left there must not matter
        BitOutput bits = new BitOutput(out, at);
        int position = 0;
        do {
            int start = position;
            position = random(position);
            if (position > start) {
                DeflateBlock.store(bits, input, start, position, position == end);
            } else {
                split.reset();
                position = collect(position);
                block.write(bits, input, start, position, position == end);
            }
        } while (position < end);
        bits.align();
        input = new byte[0];
        return bits.position();
    }

    /** Collects a block; returns where it ends. */
    private int collect(int from) {
        int at = from;
        lastMatch = from;
        suspicious = from + SUSPICIOUS;
        randomAhead = false;
        while (at < end && !randomAhead && !block.full() && !split.due(at - from)) {
            at = at < end - TAIL ? advance(at) : literal(at);
        }
        return at;
    }

    /**
     * Takes what is next, and returns where it ends. Not written into the loop around it: alone it is compiled once and
     * early, while the loop would be compiled again and again as it runs.
     */
    private int advance(int from) {
        int length = find(from, MIN_MATCH - 1);
        return length < MIN_MATCH ? unmatched(from) : matched(from, length);
    }

    private int unmatched(int from) {
        int at = from;
        int stop = Math.min(end, at + 1 + Math.min((at - lastMatch) >>> PATIENCE_BITS, MAX_SKIP));
        while (at < stop && !block.full()) {
            at = literal(at);
        }
        if (at >= suspicious) {
            randomAhead = looksRandom(at);
            suspicious = at + CHUNK;
        }
        return at;
    }

    /** Takes the match found here, unless the next position has a longer one. */
    private int matched(int from, int found) {
        int at = from;
        int length = found;
        int distance = foundDistance;
        int next = at + 1;
        while (length < LAZY_MATCH && next < end - TAIL && !block.full()) {
            int longer = find(next++, length);
            if (longer <= length) {
                break;
            }
            at = literal(at);
            length = longer;
            distance = foundDistance;
        }
        insert(next, at + length);
        block.match(length, distance);
        split.match(length);
        lastMatch = at + length;
        suspicious = lastMatch + SUSPICIOUS;
        return lastMatch;
    }

    /** How far the bytes from here on look random: a stored block is all that can be made of them. */
    private int random(int from) {
        int at = from;
        while (at + CHUNK <= end && looksRandom(at)) {
            at += CHUNK;
        }
        return at;
    }

    /** Samples a chunk: neither are some bytes more frequent than others, nor do its strings occur before it. */
    private boolean looksRandom(int from) {
        if (from + CHUNK + TAIL > end) {
            return false;
        }
        Arrays.fill(counts, 0);
        for (int piece = from; piece < from + CHUNK; piece += CHUNK / 4) {
            for (int at = piece; at < piece + CHUNK / 16; at++) {
                counts[input[at] & 0xff]++;
            }
        }
        int squares = 0;
        for (int count : counts) {
            squares += count * count;
        }
        if (squares > RANDOM_SQUARES) {
            return false;
        }
        for (int at = from; at < from + CHUNK; at += CHUNK / 64) {
            if (find(at, MIN_MATCH) > 0) {
                return false;
            }
        }
        return true;
    }

    private int literal(int at) {
        int value = input[at] & 0xff;
        block.literal(value);
        split.literal(value);
        return at + 1;
    }

    private void insert(int from, int to) {
        int stop = Math.min(to, end - TAIL);
        for (int at = Math.max(from, to - MAX_ENTERED); at < stop; at++) {
            enter(at, (int) INT.get(input, at));
        }
    }

    private int enter(int at, int bytes) {
        int hash = (bytes * 0x9E3779B1) >>> (32 - HASH_BITS);
        char head = heads[hash];
        chain[at & (DeflateAlphabet.WINDOW - 1)] = head;
        heads[hash] = (char) at;
        return head;
    }

    /** Enters a position, and returns the length of the longest match there that is longer than {@code least}; or 0. */
    private int find(int at, int least) {
        byte[] bytes = input;
        int four = (int) INT.get(bytes, at);
        int candidate = enter(at, four);
        int longest = Math.min(DeflateAlphabet.MAX_MATCH, end - at);
        int reach = Math.min(at, DeflateAlphabet.WINDOW);
        int best = least;
        int before = 0;
        for (int tries = best < longest ? DEPTH : 0; tries > 0; tries--) {
            int distance = (at - candidate) & 0xffff;
            if (distance > reach || distance <= before) {
                break;
            }
            int earlier = at - distance;
            if (bytes[earlier + best] == bytes[at + best] && (int) INT.get(bytes, earlier) == four) {
                int length = common(bytes, earlier, at, longest);
                if (length > best) {
                    best = length;
                    foundDistance = distance;
                    if (length >= GOOD_MATCH || length == longest) {
                        break;
                    }
                }
            }
            before = distance;
            candidate = chain[earlier & (DeflateAlphabet.WINDOW - 1)];
        }
        return best > least ? best : 0;
    }

    private static int common(byte[] bytes, int earlier, int later, int longest) {
        int length = MIN_MATCH;
        int wide = Math.min(longest, bytes.length - later) - Long.BYTES;
        while (length <= wide) {
            long difference = (long) LONG.get(bytes, earlier + length) ^ (long) LONG.get(bytes, later + length);
            if (difference != 0) {
                return length + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            length += Long.BYTES;
        }
        while (length < longest && bytes[earlier + length] == bytes[later + length]) {
            length++;
        }
        return length;
    }
}
