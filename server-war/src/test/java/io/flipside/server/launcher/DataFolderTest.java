// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void isMadeAndLeftEmptyButForTheDatabase() throws Exception {
        new DataFolder(folder.resolve("a/b")).prepare();
        assertThat(folder.resolve("a/b").toFile().list()).containsExactly("database");
    }

    @Test
    void aFileInItsPlaceIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new DataFolder(file).prepare())
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("the data directory " + file + " cannot be used: it is a file");
    }

    @Test
    void aPlaceWhereNothingCanBeMadeIsNamed() {
        Path nowhere = Path.of("/proc/nowhere");
        assertThatThrownBy(() -> new DataFolder(nowhere).prepare())
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("the data directory " + nowhere + " cannot be used: ")
                .hasMessageContaining("choose another --data");
    }

    @Test
    void whatOthersOwnIsNamed() {
        assertThat(reason(new AccessDeniedException("/data/server.lock")))
                .contains("this user may not write /data/server.lock");
    }

    @Test
    void aFullFileSystemIsNamed() {
        assertThat(reason(new FileSystemException("/data/x", null, "No space left on device")))
                .contains("No space left on device (/data/x)");
        assertThat(reason(new IOException("No space left on device"))).contains(": No space left on device;");
    }

    private String reason(IOException problem) {
        return String.valueOf(new DataFolder(folder).unusable(problem).getMessage());
    }
}
