// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceConfigTest {
    @TempDir
    Path directory;

    private DeviceConfig read(String text) throws IOException {
        return DeviceConfig.read(Files.writeString(directory.resolve("flipside.conf"), text), Path.of("/data"));
    }

    @Test
    void theFirstPartOfAKeyIsThePidAndTheRestTheProperty() throws IOException {
        DeviceConfig config = read("# comment\nengine.directory = ${data}/engine \nlink.server=https://a,https://b\n");

        assertThat(config.sections().get("io.flipside.engine")).containsEntry("directory", "/data/engine");
        assertThat(config.value("link", "server")).contains("https://a,https://b");
    }

    @Test
    void aSectionCanBeLeftOut() throws IOException {
        DeviceConfig config =
                read("engine.directory=x\nlink.server=y\nlinked.list=z\n").without("link");

        assertThat(config.sections()).containsOnlyKeys("io.flipside.engine", "io.flipside.linked");
    }

    @Test
    void aMissingFileSaysWhatToDo() {
        assertThatThrownBy(() -> DeviceConfig.read(directory.resolve("none.conf"), directory))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("none.conf: no such configuration file")
                .hasMessageContaining("--config FILE");
    }

    @Test
    void aKeyWithoutTwoPartsIsRefused() {
        assertThatThrownBy(() -> read("engine=x")).hasMessageContaining("'engine' is not a key");
        assertThatThrownBy(() -> read("engine.=x")).hasMessageContaining("'engine.' is not a key");
    }

    @Test
    void twoBootloadersAreRefused() throws IOException {
        DeviceConfig config = read("uboot.partA=2\nsimulated.runningSlot=A\n");

        assertThatThrownBy(() -> config.check(Path.of("flipside.conf")))
                .hasMessageContaining("both uboot.* and simulated.*");
    }

    @Test
    void aMisspeltPlaceholderIsRefused() throws IOException {
        DeviceConfig config = read("state.directory=${dta}/state\n");

        assertThatThrownBy(() -> config.check(Path.of("flipside.conf")))
                .hasMessageContaining("state.directory: only ${data} and ${pid} are replaced");
    }
}
