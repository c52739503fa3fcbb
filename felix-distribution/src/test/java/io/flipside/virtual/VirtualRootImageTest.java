// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualRootImageTest {
    private static final int SIZE = 200_000;

    @TempDir
    Path directory;

    private byte[] image(String release) throws IOException {
        Path file = directory.resolve(release);
        VirtualRootImage.healthy(release).write(file, SIZE);
        return Files.readAllBytes(file);
    }

    private java.util.Optional<VirtualRootImage> started(byte[] slot) throws IOException {
        return VirtualRootImage.read(Files.write(directory.resolve("slot"), slot));
    }

    @Test
    void startsFromALargerPartitionAndKnowsItsRelease() throws IOException {
        byte[] image = image("one");

        assertThat(image).hasSize(SIZE);
        assertThat(started(Arrays.copyOf(image, SIZE + 50_000)).orElseThrow().release())
                .isEqualTo("one");
    }

    @Test
    void halfAnImageDoesNotStart() throws IOException {
        byte[] mix = image("one");
        System.arraycopy(image("two"), 0, mix, 0, SIZE / 2);

        assertThat(started(mix)).isEmpty();
        assertThat(started(Arrays.copyOf(image("one"), SIZE / 2))).isEmpty();
        assertThat(started(new byte[SIZE])).isEmpty();
        assertThat(started(new byte[0])).isEmpty();
    }

    @Test
    void isTheSameEachTimeAndCompressesToAboutAHalf() throws IOException {
        byte[] image = image("one");
        Deflater deflater = new Deflater();
        deflater.setInput(image);
        deflater.finish();
        int packed = deflater.deflate(new byte[SIZE]);
        deflater.end();

        assertThat(image("one")).isEqualTo(image);
        assertThat(packed).isBetween(SIZE * 4 / 10, SIZE * 6 / 10);
    }

    @Test
    void doesNotLeaveItsDirectory() {
        VirtualRootImage evil =
                new VirtualRootImage("x", new java.util.TreeMap<>(java.util.Map.of("../evil", new byte[1])));

        assertThatThrownBy(() -> evil.unpack(directory.resolve("root"))).hasMessageContaining("outside of its root");
    }
}
