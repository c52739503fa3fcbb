// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePathTest {
    @TempDir
    private Path directory;

    @Test
    void colonsMayBePartOfEitherName() throws IOException {
        var artifact = Files.createFile(directory.resolve("a:b.mender"));
        assertThat(ImagePath.find(artifact + ":/etc/x:y")).contains(new ImagePath(artifact, "/etc/x:y", false));
    }

    @Test
    void pathsStartAtTheRootAndEndWithoutSlash() throws IOException {
        var artifact = Files.createFile(directory.resolve("a.mender"));
        assertThat(ImagePath.find(artifact + ":etc//x/")).contains(new ImagePath(artifact, "/etc/x", true));
    }

    @Test
    void whatIsNoArtifactIsAPlainFile() {
        assertThat(ImagePath.find(directory + "/none.mender:/etc/x")).isEmpty();
        assertThat(ImagePath.find("plain")).isEmpty();
    }
}
