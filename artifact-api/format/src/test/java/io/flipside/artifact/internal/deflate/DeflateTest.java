// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

final class DeflateTest {
    private static final int LARGE = 1 << 20;
    private final DeflateCompressor deflate = new DeflateCompressor();

    @Test
    void isExpandedByTheJdkWhateverItWas() throws DataFormatException {
        Random random = new Random(7);
        for (int i = 0; i < 160; i++) {
            byte[] bytes = mixture(random, random.nextInt(i < 154 ? 3000 : LARGE));
            assertThat(decompressed(compressed(bytes), bytes.length)).isEqualTo(bytes);
        }
    }

    @Test
    void handlesTheSmallestInputs() throws DataFormatException {
        for (int length = 0; length < 40; length++) {
            byte[] bytes = "abcabcabcabcabcabcabcabcabcabcabcabcabcabc"
                    .substring(0, length)
                    .getBytes(StandardCharsets.US_ASCII);
            assertThat(decompressed(compressed(bytes), length)).isEqualTo(bytes);
        }
    }

    @Test
    void givesTheSameBytesWhateverItCompressedBefore() {
        byte[] bytes = mixture(new Random(1), 300_000);
        byte[] first = compressed(bytes);
        compressed(mixture(new Random(2), 500_000));
        assertThat(compressed(bytes)).isEqualTo(first);
    }

    @Test
    void addsNextToNothingToRandomBytes() {
        byte[] bytes = new byte[LARGE];
        new Random(3).nextBytes(bytes);
        assertThat(compressed(bytes).length).isLessThan(LARGE + LARGE / 5000);
    }

    @Test
    void shrinksRepetitionsToNearlyNothing() {
        assertThat(compressed(new byte[LARGE]).length).isLessThan(3000);
    }

    /** Runs, text, noise and copies from before, each of random length. */
    private static byte[] mixture(Random random, int length) {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            int n = Math.min(length - at, 1 + random.nextInt(random.nextInt(8) == 0 ? 50_000 : 300));
            int kind = random.nextInt(4);
            for (int i = at; i < at + n; i++) {
                bytes[i] = switch (kind) {
                    case 0 -> (byte) n;
                    case 1 -> (byte) ("the quick brown fox ".charAt(random.nextInt(20)));
                    case 2 -> (byte) random.nextInt();
                    default -> i > 40_000 ? bytes[i - 1 - n % 40_000] : 0;
                };
            }
            at += n;
        }
        return bytes;
    }

    private byte[] compressed(byte[] bytes) {
        byte[] out = new byte[DeflateCompressor.bound(bytes.length) + 3];
        return Arrays.copyOfRange(out, 3, deflate.compress(bytes, bytes.length, out, 3));
    }

    private static byte[] decompressed(byte[] deflated, int length) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(deflated);
        byte[] out = new byte[length + 1];
        int n = 0;
        while (!inflater.finished()) {
            int step = inflater.inflate(out, n, out.length - n);
            assertThat(step > 0 || inflater.finished()).isTrue();
            n += step;
        }
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return Arrays.copyOf(out, n);
    }
}
