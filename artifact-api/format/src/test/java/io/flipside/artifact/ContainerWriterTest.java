// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The room at the start of an artifact, for what is known only at its end. */
class ContainerWriterTest {
    private static final int RESERVED = 2048;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {RESERVED, RESERVED + 512, RESERVED - 512, RESERVED + (3 << 20), 0})
    void whatFollowsIsMovedIfTheStartIsOfAnotherLength(int length) throws IOException {
        byte[] start = new byte[length];
        byte[] content = new byte[(5 << 20) + 512];
        Random random = new Random(length);
        random.nextBytes(start);
        random.nextBytes(content);
        Path target = directory.resolve("artifact");
        try (ContainerWriter out = new ContainerWriter(target, Instant.EPOCH)) {
            out.reserve(RESERVED);
            out.entry("entry", content);
            out.precede(start, RESERVED);
            out.finish();
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(start);
        expected.writeBytes(ContainerWriter.entry("entry", content, Instant.EPOCH));
        expected.writeBytes(new byte[1024]);
        assertThat(Files.readAllBytes(target)).isEqualTo(expected.toByteArray());
    }
}
