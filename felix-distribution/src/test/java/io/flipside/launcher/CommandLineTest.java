// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static final Path HOME = Path.of("/opt/flipside-device");

    private static CommandLine parse(String... arguments) throws LaunchException {
        return CommandLine.parse(arguments, HOME);
    }

    @Test
    void optionsBeforeTheCommandAreTheLaunchers() throws LaunchException {
        CommandLine line = parse("--data", "/d", "--config=/c", "install", "--data", "x");

        assertThat(line.data()).isEqualTo(Path.of("/d"));
        assertThat(line.config()).isEqualTo(Path.of("/c"));
        assertThat(line.command()).containsExactly("install", "--data", "x");
    }

    @Test
    void oldSpellingsAreCommands() throws LaunchException {
        assertThat(parse("-rootfs", "https://example.com/x").command()).startsWith("-rootfs");
    }

    @Test
    void unknownOptionsAndMissingValuesAreRefused() {
        assertThatThrownBy(() -> parse("--dta", "/d", "status")).hasMessageContaining("unknown option '--dta'");
        assertThatThrownBy(() -> parse("--data")).hasMessageContaining("a value is expected behind --data");
    }
}
