// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import static io.flipside.artifact.testing.Program.MENDER_ARTIFACT;
import static io.flipside.artifact.testing.Program.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.keys.PemKeys;
import io.flipside.artifact.model.StateScript;
import io.flipside.artifact.testing.ChildJvm;
import io.flipside.artifact.testing.DamageTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every damage is refused, or changes nothing that counts; it neither hangs nor needs more than the promised heap. */
final class DetectsDamageTest {
    private static final int SECONDS = 600;
    /** Flips one bit in every n-th byte; -Dflipside.flip=1 takes them all. */
    private static final int EVERY = Integer.getInteger("flipside.flip", 31);

    @TempDir
    Path directory;

    private Path artifact;

    @BeforeEach
    void haveFilesAndKeys() throws IOException {
        OPENSSL.require();
        OPENSSL.run(directory, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key");
        OPENSSL.run(directory, "ec", "-in", "key", "-pubout", "-out", "pub");
        byte[] noise = new byte[700];
        new Random(5).nextBytes(noise);
        Files.write(directory.resolve("noise"), noise);
        Files.writeString(directory.resolve("text"), "All work and no play makes Jack a dull boy.\n".repeat(30));
        artifact = directory.resolve("a.mender");
    }

    @ParameterizedTest
    @EnumSource
    void inWhatWeWrite(Compression compression) throws IOException, InterruptedException {
        ArtifactWriter.module("t")
                .name("n")
                .deviceTypes("d")
                .metaData("{\"a\":1}")
                .script(new StateScript("ArtifactInstall_Enter_01", new byte[] {'#', '!'}))
                .file(directory.resolve("noise"))
                .file(directory.resolve("text"))
                .compression(compression)
                .signer(ArtifactSigner.of(PemKeys.privateKey(Files.readString(directory.resolve("key")))))
                .write(artifact);
        requireDetection(64, EVERY);
    }

    @Test
    void inXzWithTheLargestDictionary() throws IOException, InterruptedException {
        MENDER_ARTIFACT.run(
                directory,
                "--compression",
                "lzma",
                "write",
                "module-image",
                "-T",
                "t",
                "-t",
                "d",
                "-n",
                "n",
                "-f",
                "noise",
                "-f",
                "text",
                "-k",
                "key",
                "-o",
                "a.mender");
        requireDetection(80, 97);
    }

    private void requireDetection(int heapMib, int step) throws IOException, InterruptedException {
        String output = ChildJvm.run(
                directory,
                heapMib,
                SECONDS,
                DamageTrial.class.getName(),
                artifact.toString(),
                directory.resolve("pub").toString(),
                Integer.toString(step));
        Matcher counts = Pattern.compile("refused (\\d+), harmless (\\d+)").matcher(output);
        assertThat(counts.find()).as(output).isTrue();
        int refused = Integer.parseInt(counts.group(1));
        int harmless = Integer.parseInt(counts.group(2));
        assertThat(harmless).as("flips that change nothing, of %s", refused).isLessThanOrEqualTo(refused / 100);
    }
}
