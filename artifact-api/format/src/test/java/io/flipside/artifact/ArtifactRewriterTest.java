// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import static io.flipside.artifact.testing.Program.MENDER_ARTIFACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.testing.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactRewriterTest {
    @TempDir
    Path directory;

    private Path artifact;
    private Path out;
    private KeyPair keys;

    @BeforeEach
    void haveArtifact() throws IOException, GeneralSecurityException {
        artifact = directory.resolve("a.mender");
        out = directory.resolve("out.mender");
        Path file = Files.writeString(directory.resolve("file"), "content");
        ArtifactWriter.module("t")
                .name("old")
                .deviceTypes("d")
                .metaData("{}")
                .file(file)
                .write(artifact);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        keys = generator.generateKeyPair();
    }

    @Test
    void signsWithoutTouchingAnythingElse() throws IOException {
        ArtifactRewriter.sign(artifact, out, ArtifactSigner.of(keys.getPrivate()), false);
        assertThat(Contents.of(Files.newInputStream(out), new ReadOptions(List.of(keys.getPublic())))
                        .artifact()
                        .signed())
                .isTrue();
        byte[] before = Files.readAllBytes(artifact);
        byte[] after = Files.readAllBytes(out);
        int split = 512 * 4; // version and manifest
        assertThat(after.length).isEqualTo(before.length + 1024);
        assertThat(Arrays.copyOf(after, split)).isEqualTo(Arrays.copyOf(before, split));
        assertThat(Arrays.copyOfRange(after, split + 1024, after.length))
                .isEqualTo(Arrays.copyOfRange(before, split, before.length));
    }

    @Test
    void signsAgainOnlyWhenTold() throws IOException {
        ArtifactSigner signer = ArtifactSigner.of(keys.getPrivate());
        ArtifactRewriter.sign(artifact, artifact, signer, false);
        long size = Files.size(artifact);
        assertThatThrownBy(() -> ArtifactRewriter.sign(artifact, artifact, signer, false))
                .hasMessageContaining("signed already");
        ArtifactRewriter.sign(artifact, artifact, signer, true);
        assertThat(Files.size(artifact)).isEqualTo(size);
        Contents.of(Files.newInputStream(artifact), new ReadOptions(List.of(keys.getPublic())));
    }

    @Test
    void modifiesTheDescriptionAndKeepsThePayload() throws IOException {
        Artifact changed = ArtifactRewriter.modify(
                artifact,
                artifact,
                old -> new Artifact(
                        3,
                        false,
                        "new",
                        Optional.of("g"),
                        old.deviceTypes(),
                        List.of(),
                        List.of(),
                        old.scripts(),
                        old.payload()),
                Optional.of(ArtifactSigner.of(keys.getPrivate())));
        Contents contents = Contents.of(Files.newInputStream(artifact), new ReadOptions(List.of(keys.getPublic())));
        assertThat(changed.name()).isEqualTo("new");
        assertThat(contents.artifact().name()).isEqualTo("new");
        assertThat(contents.artifact().group()).contains("g");
        assertThat(contents.files()).containsOnlyKeys("file");
    }

    @Test
    void modifiesAndSignsWhatTheRealToolWrote() throws IOException {
        MENDER_ARTIFACT.run(
                directory, "write", "module-image", "-T", "t", "-t", "d", "-n", "theirs", "-f", "file", "-o", "theirs");
        ArtifactRewriter.modify(directory.resolve("theirs"), out, old -> old, Optional.empty());
        assertThat(MENDER_ARTIFACT.run(directory, "validate", "out.mender")).contains("validated successfully");
        ArtifactRewriter.sign(directory.resolve("theirs"), out, ArtifactSigner.of(keys.getPrivate()), false);
        Contents.of(Files.newInputStream(out), new ReadOptions(List.of(keys.getPublic())));
    }

    @Test
    void leavesTheArtifactWhenItCannotBeChanged() throws IOException {
        byte[] before = Files.readAllBytes(artifact);
        ArtifactSigner broken = manifest -> {
            throw new IOException("no token in the reader");
        };
        assertThatThrownBy(() -> ArtifactRewriter.sign(artifact, artifact, broken, true))
                .hasMessage("no token in the reader");
        assertThatThrownBy(() -> ArtifactRewriter.modify(artifact, artifact, old -> old, Optional.of(broken)))
                .hasMessage("no token in the reader");
        assertThat(Files.readAllBytes(artifact)).isEqualTo(before);
        assertThat(directory).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
    }
}
