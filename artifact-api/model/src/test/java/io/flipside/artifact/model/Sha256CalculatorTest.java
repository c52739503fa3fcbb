// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256CalculatorTest {
    /** The first example of FIPS 180-2. */
    private static final Digest ABC = new Digest("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    @Test
    void textsBytesAndFilesHaveTheSameDigest(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "abc");
        assertThat(Sha256Calculator.of("abc")).isEqualTo(ABC);
        assertThat(Sha256Calculator.of("abc".getBytes(US_ASCII))).isEqualTo(ABC);
        assertThat(Sha256Calculator.of(file)).isEqualTo(ABC);
    }

    @Test
    void piecesAddUpAndTheNextDigestStartsAnew() {
        Sha256Calculator sum = new Sha256Calculator();
        sum.update(new byte[] {'x', 'a'}, 1, 1);
        sum.update(ByteBuffer.allocateDirect(2).put((byte) 'b').put((byte) 'c').flip());
        assertThat(sum.digest()).isEqualTo(ABC);
        assertThat(sum.digest()).isEqualTo(Sha256Calculator.of(""));
    }

    @Test
    void aDigestGivesItsBytesBack() {
        assertThat(Digest.of(ABC.bytes())).isEqualTo(ABC);
    }
}
