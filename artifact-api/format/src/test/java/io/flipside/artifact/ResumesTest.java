// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import static io.flipside.artifact.testing.Program.MENDER_ARTIFACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.model.Checkpoint;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.artifact.testing.MeteredInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading goes on in the middle of a payload file. */
final class ResumesTest {
    private static final int MIB = 1 << 20;
    /** More than the header, and what is buffered until somebody goes on: nothing is decompressed ahead until then. */
    private static final int AHEAD = MIB / 2;

    /** MiB from one checkpoint to the next; xz has a test of its own, as its units are so large. */
    private static final Map<Compression, Integer> UNITS =
            Map.of(Compression.NONE, 1, Compression.GZIP, 1, Compression.ZSTD, 4);

    @TempDir
    Path directory;

    private byte[] content;

    @BeforeEach
    void haveAnImage() {
        content = new byte[20 * MIB + 4321];
        new Random(1).nextBytes(content);
    }

    private byte[] artifact(Compression compression) throws IOException {
        Path image = Files.write(directory.resolve("image"), content);
        Path out = directory.resolve("out.mender");
        ArtifactWriter.module("m")
                .name("r")
                .deviceTypes("d")
                .effort(CompressionEffort.FASTEST)
                .compression(compression)
                .file("image", image)
                .file("second", Files.write(directory.resolve("second"), Arrays.copyOf(content, 3 * MIB)))
                .write(out);
        return Files.readAllBytes(out);
    }

    static Stream<Arguments> everyWay() {
        return UNITS.keySet().stream().flatMap(way -> Stream.of(1, 3).map(threads -> Arguments.of(way, threads)));
    }

    private static ArtifactReader open(InputStream source, int threads) throws IOException {
        return ArtifactReader.open(source, ReadOptions.withoutKeys().withThreads(threads));
    }

    private static PayloadFile first(ArtifactReader reader) throws IOException {
        return reader.nextFile().orElseThrow();
    }

    private InputStream written(long count) {
        return new ByteArrayInputStream(content, 0, (int) count);
    }

    /** What a reader names while it hands out half a MiB at a time. */
    private Set<Checkpoint> checkpoints(byte[] artifact, int unit, int threads) throws IOException {
        Set<Checkpoint> named = new LinkedHashSet<>();
        try (ArtifactReader reader = open(new ByteArrayInputStream(artifact), threads)) {
            PayloadFile file = first(reader);
            assertThat(file.checkpoint().map(Checkpoint::fileOffset).orElse(0L)).isZero();
            byte[] buffer = new byte[MIB / 2];
            for (long at = 0; at < content.length; ) {
                at += file.content().readNBytes(buffer, 0, buffer.length);
                long handedOut = at;
                file.checkpoint().ifPresent(checkpoint -> {
                    assertThat(checkpoint.fileOffset()).isBetween(handedOut - (unit + 1L) * MIB, handedOut);
                    named.add(checkpoint);
                });
            }
        }
        return named;
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void goesOnAtEveryCheckpoint(Compression compression, int threads) throws IOException {
        byte[] artifact = artifact(compression);
        Set<Checkpoint> checkpoints = checkpoints(artifact, UNITS.get(compression), threads);
        assertThat(checkpoints).hasSizeGreaterThanOrEqualTo(16 / UNITS.get(compression));
        assertGoesOnAt(checkpoints, artifact, threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void goesOnBetweenTheBlocksOfXz(int threads) throws IOException {
        byte[] pattern = Arrays.copyOf(content, 5000);
        content = new byte[70 * MIB];
        for (int at = 0; at < content.length; at += pattern.length) {
            System.arraycopy(pattern, 0, content, at, Math.min(pattern.length, content.length - at));
            content[at] = (byte) (at / pattern.length);
        }
        byte[] artifact = artifact(Compression.XZ);
        Set<Checkpoint> checkpoints = checkpoints(artifact, 32, threads);
        assertThat(checkpoints).extracting(Checkpoint::fileOffset).containsExactly(32L * MIB, 64L * MIB);
        assertGoesOnAt(checkpoints, artifact, threads);
    }

    private void assertGoesOnAt(Set<Checkpoint> checkpoints, byte[] artifact, int threads) throws IOException {
        for (Checkpoint checkpoint : checkpoints) {
            MeteredInput source = new MeteredInput(artifact);
            try (ArtifactReader reader = open(source, threads)) {
                PayloadFile file = first(reader);
                file.resume(Checkpoint.parse(checkpoint.text()).orElseThrow(), written(checkpoint.fileOffset()));
                assertThat(file.checkpoint().map(Checkpoint::fileOffset).orElse(0L))
                        .isLessThanOrEqualTo(checkpoint.fileOffset());
                byte[] rest = file.content().readAllBytes();
                assertThat(Arrays.equals(rest, 0, rest.length, content, (int) checkpoint.fileOffset(), content.length))
                        .isTrue();
                assertThat(reader.nextFile().orElseThrow().content().readAllBytes())
                        .hasSize(3 * MIB);
                assertThat(reader.nextFile()).isEmpty();
            }
            assertThat(source.fetched()).isLessThan(artifact.length - checkpoint.artifactOffset() + AHEAD);
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void namesTheSameCheckpointsAfterItWentOn(Compression compression, int threads) throws IOException {
        byte[] artifact = artifact(compression);
        Set<Checkpoint> checkpoints = checkpoints(artifact, UNITS.get(compression), threads);
        Checkpoint middle = checkpoints.stream()
                .filter(checkpoint -> checkpoint.fileOffset() >= 10 * MIB)
                .findFirst()
                .orElseThrow();
        try (ArtifactReader reader = open(new ByteArrayInputStream(artifact), threads)) {
            PayloadFile file = first(reader);
            file.resume(middle, written(middle.fileOffset()));
            file.content().readNBytes(5 * MIB);
            assertThat(file.checkpoint().orElseThrow().fileOffset())
                    .isBetween(middle.fileOffset(), middle.fileOffset() + 5 * MIB);
            assertThat(checkpoints).contains(file.checkpoint().orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void damageToWhatWasWrittenIsFound(Compression compression, int threads) throws IOException {
        byte[] artifact = artifact(compression);
        for (Checkpoint checkpoint : checkpoints(artifact, UNITS.get(compression), threads)) {
            if (checkpoint.fileOffset() > 0) {
                byte[] head = Arrays.copyOf(content, (int) checkpoint.fileOffset());
                head[head.length / 2] ^= 1;
                try (ArtifactReader reader = open(new ByteArrayInputStream(artifact), threads)) {
                    PayloadFile file = first(reader);
                    file.resume(checkpoint, new ByteArrayInputStream(head));
                    assertThatThrownBy(() -> file.content().readAllBytes())
                            .isInstanceOf(ArtifactException.class)
                            .hasMessageContaining("but the manifest promises");
                }
            }
        }
    }

    /** Whatever offsets somebody has made up: no memory, no hang, and never other content. */
    @ParameterizedTest
    @MethodSource("everyWay")
    void wrongCheckpointsAreRefused(Compression compression, int threads) throws IOException {
        byte[] artifact = artifact(compression);
        Random random = new Random(2);
        for (int i = 0; i < 60; i++) {
            Checkpoint wrong =
                    new Checkpoint(random.nextLong(artifact.length + 1000L), random.nextLong(content.length + 1000L));
            refuse(artifact, wrong, threads);
        }
        for (Checkpoint right : checkpoints(artifact, UNITS.get(compression), threads)) {
            if (right.artifactOffset() > AHEAD) {
                refuse(artifact, new Checkpoint(right.artifactOffset() + 1, right.fileOffset()), threads);
                refuse(artifact, new Checkpoint(right.artifactOffset(), right.fileOffset() + 1), threads);
                refuse(artifact, new Checkpoint(right.artifactOffset(), right.fileOffset() - MIB), threads);
            }
        }
        long most = 999_999_999_999_999_999L;
        refuse(artifact, new Checkpoint(most, most), threads);
        refuse(artifact, new Checkpoint(most, 0), threads);
        refuse(artifact, new Checkpoint(0, most), threads);
        refuse(artifact, new Checkpoint(artifact.length, content.length), threads);
    }

    /** A place that was read already is not looked at; then the content is right, and only then. */
    private void refuse(byte[] artifact, Checkpoint wrong, int threads) throws IOException {
        try (ArtifactReader reader = open(new ByteArrayInputStream(artifact), threads)) {
            PayloadFile file = first(reader);
            byte[] rest;
            try {
                file.resume(wrong, written(Math.min(content.length, wrong.fileOffset())));
                rest = file.content().readAllBytes();
                reader.nextFile();
                assertThat(reader.nextFile()).isEmpty();
            } catch (ArtifactException expected) {
                return;
            }
            assertThat(wrong.artifactOffset()).as("%s is accepted", wrong).isLessThan(AHEAD);
            assertThat(Arrays.equals(rest, 0, rest.length, content, (int) wrong.fileOffset(), content.length))
                    .isTrue();
        }
    }

    @Test
    void bytesThatAreMissingAreNotMadeUp() throws IOException {
        byte[] artifact = artifact(Compression.GZIP);
        try (ArtifactReader reader = open(new ByteArrayInputStream(artifact), 1)) {
            PayloadFile file = first(reader);
            assertThatThrownBy(() -> file.resume(new Checkpoint(10 * MIB, 10 * MIB), written(10 * MIB - 1)))
                    .isInstanceOf(ArtifactException.class)
                    .hasMessageContaining("only 10485759 of 10485760 bytes were written");
        }
    }

    @Test
    void onlyBeforeTheFirstByteAndOnlyOnce() throws IOException {
        byte[] artifact = artifact(Compression.GZIP);
        Checkpoint last =
                checkpoints(artifact, 1, 1).stream().reduce((one, next) -> next).orElseThrow();
        try (ArtifactReader reader = open(new ByteArrayInputStream(artifact), 1)) {
            PayloadFile file = first(reader);
            file.resume(last, written(last.fileOffset()));
            assertThatThrownBy(() -> file.resume(last, written(last.fileOffset())))
                    .isInstanceOf(IllegalStateException.class);
        }
        try (ArtifactReader reader = open(new ByteArrayInputStream(artifact), 1)) {
            PayloadFile file = first(reader);
            assertThat(file.content().read()).isEqualTo(content[0] & 0xff);
            assertThatThrownBy(() -> file.resume(last, written(last.fileOffset())))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void oneMemberOfAForeignWriterHasNoCheckpoint() throws IOException {
        Files.write(directory.resolve("image"), content);
        MENDER_ARTIFACT.run(
                directory, "write", "rootfs-image", "-t", "d", "-n", "r", "-f", "image", "-o", "foreign.mender");
        try (ArtifactReader reader = open(Files.newInputStream(directory.resolve("foreign.mender")), 3)) {
            PayloadFile file = first(reader);
            assertThat(file.content().readNBytes(10 * MIB)).hasSize(10 * MIB);
            assertThat(file.checkpoint()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1 ",
                " 1 2",
                "1 2 ",
                "1  2",
                "1 2\n",
                "-1 2",
                "+1 2",
                "01 2",
                "1 00",
                "1,2",
                "a b",
                "1000000000000000000 1",
                "99999999999999999999999999999999999 1",
                "١ ٢"
            })
    void whatIsNoCheckpointIsNotTakenForOne(String text) {
        assertThat(Checkpoint.parse(text)).isEmpty();
    }

    @Test
    void aCheckpointSurvivesBeingStored() {
        Checkpoint checkpoint = new Checkpoint(999_999_999_999_999_999L, 0);
        assertThat(checkpoint.text()).isEqualTo("999999999999999999 0");
        assertThat(Checkpoint.parse(checkpoint.text())).contains(checkpoint);
        assertThatThrownBy(() -> new Checkpoint(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint(0, 1_000_000_000_000_000_000L))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
