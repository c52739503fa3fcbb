// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fuzzing found once, and what it starts from, stays fine. */
final class CorpusTest {
    private static final Map<String, Target> TARGETS = Map.of(
            "json", JsonTarget::fuzzerTestOneInput,
            "tar", TarTarget::fuzzerTestOneInput,
            "reader", ReaderTarget::fuzzerTestOneInput,
            "header", HeaderTarget::fuzzerTestOneInput,
            "manifest", ManifestTarget::fuzzerTestOneInput,
            "codec", CodecTarget::fuzzerTestOneInput);

    private interface Target {
        void run(byte[] input) throws IOException;
    }

    static Stream<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.walk(FuzzIT.CORPUS)) {
            List<Path> found = files.filter(file ->
                            Files.isRegularFile(file) && !file.getParent().equals(FuzzIT.CORPUS))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isHandled(Path input) throws IOException {
        Target target = TARGETS.get(String.valueOf(input.getParent().getFileName()));
        assertThat(target).as("a target for %s", input).isNotNull();
        target.run(Files.readAllBytes(input));
    }
}
