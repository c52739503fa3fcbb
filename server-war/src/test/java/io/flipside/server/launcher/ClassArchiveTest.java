// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    @TempDir
    private Path folder;

    @Test
    void aStartWithoutAnArchiveListsItsClasses() throws Exception {
        assertThat(new ClassArchive(folder, List.of()).options(true))
                .containsExactly("-XX:DumpLoadedClassList=" + folder.resolve("classes.list"));
    }

    @Test
    void aStartThatShallMakeNoArchiveListsNothingAndDeletesNothing() throws Exception {
        Path ofOthers = Files.writeString(folder.resolve("classes.jsa"), "an archive of other jars");
        assertThat(new ClassArchive(folder, List.of()).options(false)).isEmpty();
        assertThat(ofOthers).exists();
    }
}
