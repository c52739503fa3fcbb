// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.source.ArtifactStream;
import io.flipside.device.source.SourceException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileArtifactSourceTest {
    private final FileArtifactSource source = new FileArtifactSource();

    @TempDir
    Path directory;

    @Test
    void deliversTheFileAndItsSize() throws Exception {
        Path file = Files.writeString(directory.resolve("a b.mender"), "bytes");

        try (ArtifactStream stream = source.open(file.toUri())) {
            assertThat(stream.size()).isEqualTo(OptionalLong.of(5));
            assertThat(stream.content().readAllBytes()).asString().isEqualTo("bytes");
        }
    }

    /** Reading 1 TiB would take an hour. */
    @Test
    @Timeout(10)
    void passesOverBytesWithoutReadingThem() throws Exception {
        Path file = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
            sparse.seek((1L << 40) - 1);
            sparse.write(7);
        }

        try (ArtifactStream stream = source.open(file.toUri())) {
            stream.content().skipNBytes((1L << 40) - 1);
            assertThat(stream.content().readAllBytes()).containsExactly(7);
        }
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> source.open(directory.resolve("gone").toUri()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("there is no file " + directory.resolve("gone"));
    }

    @Test
    void refusesADirectory() {
        assertThatThrownBy(() -> source.open(directory.toUri()))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void refusesAFileOfAnotherHost() {
        assertThatThrownBy(() -> source.open(URI.create("file://host/a.mender")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("names no file of this device");
    }
}
