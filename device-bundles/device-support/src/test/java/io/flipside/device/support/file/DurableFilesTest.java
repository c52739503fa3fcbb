// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("settings");
    }

    @Test
    void leavesNothingButTheNewContent() throws Exception {
        DurableFiles.replace(file, "old".getBytes());
        DurableFiles.replace(file, "new".getBytes());

        assertThat(file).hasContent("new");
        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void writesOverWhatACutHasLeft() throws Exception {
        Files.writeString(directory.resolve("settings.new"), "a longer text that was cut o");

        DurableFiles.replace(file, "new".getBytes());

        assertThat(file).hasContent("new");
    }

    @Test
    void aPrivateFileIsPrivateEvenIfOneWasLeftThatIsNot() throws Exception {
        Files.writeString(directory.resolve("settings.new"), "for all");
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

        DurableFiles.replace(file, "secret".getBytes(), owner);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(owner.value());
    }

    @Test
    void keepsTheOldContentUnderItsOwnName() throws Exception {
        DurableFiles.replaceKeeping(file, "one".getBytes(), directory.resolve("settings.previous"));
        DurableFiles.replaceKeeping(file, "two".getBytes(), directory.resolve("settings.previous"));

        assertThat(file).hasContent("two");
        assertThat(directory.resolve("settings.previous")).hasContent("one");
    }

    @Test
    void overwritesInPlace() throws Exception {
        Files.writeString(file, "0123456789");

        DurableFiles.overwrite(file, 4, "xy".getBytes());

        assertThat(file).hasContent("0123xy6789");
    }
}
