// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebootCommandTest {
    @TempDir
    Path directory;

    @Test
    void theCommandKnowsTheProcess() throws IOException {
        Path script = Files.writeString(directory.resolve("reboot"), "echo $1 >" + directory.resolve("pid"));
        new RebootCommand("sh " + script + " ${pid}", Duration.ofSeconds(10)).reboot();
        assertThat(directory.resolve("pid"))
                .hasContent(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void aCommandThatTakesItsTimeIsAtWork() {
        assertThatCode(() -> new RebootCommand("sleep 1", Duration.ofMillis(10)).reboot())
                .doesNotThrowAnyException();
    }

    @Test
    void aCommandThatFailsSaysWhy() {
        assertThatThrownBy(() -> new RebootCommand("ls /nowhere/at/all", Duration.ofSeconds(10)).reboot())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with code 2")
                .hasMessageContaining("No such file");
    }

    @Test
    void aCommandThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> new RebootCommand("/nowhere/reboot", Duration.ofSeconds(10)).reboot())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/nowhere/reboot");
    }
}
