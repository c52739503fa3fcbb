// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import static io.flipside.artifact.testing.Program.MENDER_ARTIFACT;
import static io.flipside.artifact.testing.Program.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.keys.PemKeys;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.StateScript;
import io.flipside.artifact.testing.Contents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WritesArtifactsTest {
    @TempDir
    Path directory;

    private Path image;
    private Path small;
    private Path out;

    @BeforeEach
    void haveFiles() throws IOException {
        image = directory.resolve("image");
        small = directory.resolve("small.txt");
        out = directory.resolve("out.mender");
        byte[] bytes = new byte[2_300_001];
        new Random(1).nextBytes(bytes);
        Arrays.fill(bytes, 500_000, 1_900_000, (byte) 7);
        Files.write(image, bytes);
        Files.writeString(small, "hello\n");
    }

    static Stream<Arguments> everyForm() {
        return Stream.of(Compression.values())
                .flatMap(compression -> Stream.of(2, 3).map(version -> Arguments.of(compression, version)));
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void readsBackWhatItWrote(Compression compression, int version) throws IOException {
        Artifact written = ArtifactWriter.rootfsImage(image)
                .name("release-1")
                .deviceTypes("d1", "d2")
                .formatVersion(version)
                .effort(CompressionEffort.FASTEST)
                .compression(compression)
                .write(out);
        for (int threads : new int[] {1, 2, 5}) {
            Contents contents = Contents.of(
                    Files.newInputStream(out), ReadOptions.withoutKeys().withThreads(threads));
            assertThat(contents.artifact().payload()).isEqualTo(written.payload());
            assertThat(contents.artifact().name()).isEqualTo("release-1");
            assertThat(contents.files()).containsEntry("image", Contents.sha256(Files.newInputStream(image)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAFileThatIsCutOffMeanwhile(Compression compression) throws IOException {
        refusesWhenMeanwhile(compression, () -> Files.write(image, new byte[3]));
    }

    @Test
    void refusesAFileWhoseSizeIsNotThatOfItsContent() {
        ArtifactWriter writer = writer(Compression.ZSTD).file(Path.of("/proc/version"));
        assertThatThrownBy(() -> writer.write(out)).hasMessageContaining("changed while it was being packed");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void readsBackAnAugmentSection(Compression compression) throws IOException {
        AugmentSection section = new AugmentSection(
                "outer", Map.of("a", "z"), Map.of(), List.of("x.*"), Optional.of("{\"b\":2}"), List.of(image));
        Artifact written = writer(compression)
                .provides("a", "b")
                .metaData("{\"a\":1}")
                .augment(section)
                .write(out);
        Contents contents = Contents.of(Files.newInputStream(out), ReadOptions.withoutKeys());
        assertThat(contents.artifact()).isEqualTo(written);
        assertThat(written.payload().type()).contains("outer");
        assertThat(written.payload().provides()).containsEntry("a", "z");
        assertThat(written.payload().clearsProvides()).contains(List.of("x.*"));
        assertThat(written.payload().metaData()).contains("{\"a\":1,\"b\":2}");
        assertThat(contents.files()).containsOnlyKeys("image", "small.txt");
    }

    @Test
    void writesNoAugmentSectionWhereThereIsNoRoomForOne() {
        AugmentSection section =
                new AugmentSection("outer", Map.of(), Map.of(), List.of(), Optional.empty(), List.of(small));
        for (ArtifactWriter writer : List.of(
                ArtifactWriter.bootstrap(), ArtifactWriter.rootfsImage(image).formatVersion(2))) {
            assertThatThrownBy(() ->
                            writer.name("n").deviceTypes("d").augment(section).write(out))
                    .hasMessageContaining("an augment section needs format version 3 and a payload");
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesToWriteMoreThanReadersAccept() throws IOException {
        ArtifactWriter scripts = writer(Compression.GZIP);
        for (int i = 0; i < 257; i++) {
            scripts.script(new StateScript("ArtifactInstall_Enter_00_" + i, new byte[] {'#'}));
        }
        refusesAsTooMuch(scripts, "more than 256 state scripts");
        ArtifactWriter types = writer(Compression.NONE);
        ArtifactWriter provides = writer(Compression.GZIP);
        ArtifactWriter names = writer(Compression.GZIP);
        for (int i = 0; i < 4097; i++) {
            types.deviceTypes("d" + i);
            provides.provides("k" + i, "v");
            names.file("n".repeat(249) + i, small);
        }
        refusesAsTooMuch(types, "'device_type' is empty, or has more than 4096 elements");
        refusesAsTooMuch(provides, "'type-info' is empty, or has more than 4096 elements");
        refusesAsTooMuch(writer(Compression.GZIP).provides("k", "v".repeat(300_000)), "longer than 262144 bytes");
        refusesAsTooMuch(names, "longer than 1048576 bytes");
    }

    private ArtifactWriter writer(Compression compression) {
        return ArtifactWriter.module("m")
                .name("r")
                .deviceTypes("d")
                .compression(compression)
                .file(small);
    }

    private void refusesAsTooMuch(ArtifactWriter writer, String complaint) {
        assertThatThrownBy(() -> writer.write(out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no reader would accept the artifact")
                .hasMessageContaining(complaint);
        assertThat(directory)
                .isDirectoryNotContaining(file -> !List.of(image, small).contains(file));
    }

    /** As builds make it that give all files one time. */
    @ParameterizedTest
    @EnumSource
    void refusesAFileThatAnotherOneOfTheSameSizeAndTimeReplacesMeanwhile(Compression compression) throws IOException {
        refusesWhenMeanwhile(compression, () -> {
            Path other = Files.write(directory.resolve("other"), new byte[64 << 20]);
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(image));
            Files.move(other, image, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Something that is done to the image. */
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    private void refusesWhenMeanwhile(Compression compression, Change change) throws IOException {
        Files.write(image, new byte[64 << 20]);
        AtomicBoolean done = new AtomicBoolean();
        ArtifactWriter writer = ArtifactWriter.rootfsImage(image)
                .name("r")
                .deviceTypes("d")
                .compression(compression)
                .effort(CompressionEffort.FASTEST)
                .threads(2)
                .onProgress(bytes -> {
                    try {
                        // Once: what is freed by one replacement can be taken by the next, which then looks the same.
                        if (done.compareAndSet(false, true)) {
                            change.make();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        assertThatThrownBy(() -> writer.write(out)).hasMessageContaining("changed while it was being packed");
        assertThat(directory)
                .isDirectoryNotContaining(file -> !List.of(image, small).contains(file));
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "GZIP", "XZ"})
    void theRealToolValidatesIt(Compression compression) throws IOException {
        for (int version : new int[] {2, 3}) {
            ArtifactWriter.rootfsImage(image)
                    .name("r")
                    .deviceTypes("d")
                    .formatVersion(version)
                    .compression(compression)
                    .write(out);
            assertThat(MENDER_ARTIFACT.run(directory, "validate", "out.mender")).contains("validated successfully");
        }
        everything().compression(compression).write(out);
        assertThat(MENDER_ARTIFACT.run(directory, "validate", "out.mender")).contains("validated successfully");
        String text = MENDER_ARTIFACT.run(directory, "read", "out.mender");
        assertThat(text)
                .contains(
                        "Name: everything",
                        "my-mod",
                        "dep: v",
                        "k: v",
                        "zz.*",
                        "ArtifactInstall_Enter_01_x",
                        "small.txt");
    }

    private ArtifactWriter everything() {
        return ArtifactWriter.module("my-mod")
                .name("everything")
                .deviceTypes("d1")
                .group("g")
                .dependsName("r0", "r1")
                .dependsGroup("h")
                .provides("k", "v")
                .depends("dep", "v")
                .depends("many", "a", "b")
                .clearsProvides("zz.*")
                .metaData("{\"a\":[1,2.50]}")
                .script(new StateScript("ArtifactInstall_Enter_01_x", new byte[] {'#', '!'}))
                .effort(CompressionEffort.FASTEST)
                .file(small)
                .file(image)
                .file("other-" + "n".repeat(120), small);
    }

    @Test
    void readsBackEverythingThatAnArtifactCanSay() throws IOException {
        Artifact written = everything().write(out);
        Artifact read = Contents.of(Files.newInputStream(out), ReadOptions.withoutKeys())
                .artifact();
        assertThat(read.payload()).isEqualTo(written.payload());
        assertThat(read.group()).contains("g");
        assertThat(read.dependsName()).containsExactly("r0", "r1");
        assertThat(read.dependsGroup()).containsExactly("h");
        assertThat(read.payload().provides()).containsEntry("rootfs-image.my-mod.version", "everything");
        assertThat(read.payload().depends()).containsEntry("many", List.of("a", "b"));
        assertThat(read.payload().clearsProvides()).contains(List.of("zz.*", "rootfs-image.my-mod.*"));
        assertThat(read.payload().metaData()).contains("{\"a\":[1,2.50]}");
        assertThat(read.scripts().get(0).content()).containsExactly('#', '!');
    }

    @Test
    void writesEmptyPayloads() throws IOException {
        ArtifactWriter.bootstrap()
                .name("boot")
                .deviceTypes("d")
                .provides("p", "q")
                .write(out);
        Artifact read = Contents.of(Files.newInputStream(out), ReadOptions.withoutKeys())
                .artifact();
        assertThat(read.payload().type()).isEmpty();
        assertThat(read.payload().provides()).containsOnlyKeys("p");
        assertThat(MENDER_ARTIFACT.run(directory, "validate", "out.mender")).contains("validated successfully");
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBytesForAnyNumberOfThreads(Compression compression) throws IOException {
        byte[] first = {};
        for (int threads : new int[] {1, 2, 7}) {
            everything().compression(compression).threads(threads).write(out);
            byte[] bytes = Files.readAllBytes(out);
            assertThat(first.length == 0 || Arrays.equals(bytes, first)).isTrue();
            first = bytes;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genrsa -traditional -out key 2048",
                "ecparam -name prime256v1 -genkey -noout -out key",
            })
    void signsSoThatBothSidesVerify(String command) throws IOException {
        OPENSSL.run(directory, command.split(" "));
        OPENSSL.run(directory, "pkey", "-in", "key", "-pubout", "-out", "pub");
        ArtifactSigner signer = ArtifactSigner.of(PemKeys.privateKey(Files.readString(directory.resolve("key"))));
        everything().signer(signer).write(out);
        ReadOptions options = new ReadOptions(PemKeys.publicKeys(Files.readString(directory.resolve("pub"))));
        assertThat(Contents.of(Files.newInputStream(out), options).artifact().signed())
                .isTrue();
        assertThat(MENDER_ARTIFACT.run(directory, "validate", "-k", "pub", "out.mender"))
                .contains("validated successfully");
    }

    @Test
    void readsWhatTheRealToolSigned() throws IOException {
        for (String command :
                List.of("genrsa -traditional -out key 3072", "ecparam -name prime256v1 -genkey -noout -out key")) {
            OPENSSL.run(directory, command.split(" "));
            OPENSSL.run(directory, "pkey", "-in", "key", "-pubout", "-out", "pub");
            MENDER_ARTIFACT.run(
                    directory,
                    "write",
                    "module-image",
                    "-T",
                    "t",
                    "-t",
                    "d",
                    "-n",
                    "n",
                    "-f",
                    "small.txt",
                    "-k",
                    "key",
                    "-o",
                    "out.mender");
            ReadOptions options = new ReadOptions(PemKeys.publicKeys(Files.readString(directory.resolve("pub"))));
            assertThat(Contents.of(Files.newInputStream(out), options)
                            .artifact()
                            .signed())
                    .isTrue();
        }
    }

    @Test
    void leavesNothingBehindWhenAFileIsMissing() throws IOException {
        assertThatThrownBy(() -> everything().file(directory.resolve("missing")).write(out))
                .hasMessageContaining("missing");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(image, small);
        }
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThatThrownBy(() -> ArtifactWriter.rootfsImage(image)
                        .name("a b")
                        .deviceTypes("d")
                        .write(out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blanks");
        assertThatThrownBy(() -> ArtifactWriter.rootfsImage(image).name("a").write(out))
                .hasMessageContaining("device type");
        assertThatThrownBy(() -> everything().file(image).write(out)).hasMessageContaining("two payload files");
        assertThatThrownBy(() -> everything().file("a+b", image).write(out)).hasMessageContaining("rename");
        assertThatThrownBy(() -> everything().formatVersion(2).write(out)).hasMessageContaining("version 2");
        assertThatThrownBy(() -> everything().metaData("[1]").write(out)).hasMessageContaining("JSON object");
        assertThatThrownBy(() -> everything()
                        .script(new StateScript("Idle_Enter_01", new byte[1]))
                        .write(out))
                .hasMessageContaining("state script");
        assertThat(out).doesNotExist();
    }
}
