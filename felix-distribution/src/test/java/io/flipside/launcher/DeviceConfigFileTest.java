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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceConfigFileTest {
    @TempDir
    Path directory;

    private DeviceConfigFile read(String text) throws IOException {
        return DeviceConfigFile.read(Files.writeString(directory.resolve("flipside.conf"), text), Path.of("/data"));
    }

    @Test
    void theFirstPartOfAKeyIsThePidAndTheRestTheProperty() throws IOException {
        DeviceConfigFile config =
                read("# comment\nengine.directory = ${data}/engine \nlink.server=https://a,https://b\n");

        assertThat(config.sections().get("io.flipside.engine")).containsEntry("directory", "/data/engine");
        assertThat(config.value("link", "server")).contains("https://a,https://b");
    }

    @Test
    void aSectionCanBeLeftOut() throws IOException {
        DeviceConfigFile config =
                read("engine.directory=x\nlink.server=y\nlinked.list=z\n").without("link");

        assertThat(config.sections()).containsOnlyKeys("io.flipside.engine", "io.flipside.linked");
    }

    @Test
    void aMissingFileSaysWhatToDo() {
        assertThatThrownBy(() -> DeviceConfigFile.read(directory.resolve("none.conf"), directory))
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
        DeviceConfigFile config = read("uboot.partA=2\nsimulated.runningSlot=A\n");

        assertThatThrownBy(() -> config.check(Path.of("flipside.conf")))
                .hasMessageContaining("both uboot.* and simulated.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "console.socked=x; unknown key console.socked; known are socket",
                "rootfs.slotA=/a; rootfs.slotB is missing or empty",
                "download.retryCount=many; download.retryCount is a whole number, not 'many'",
                "simulated.environment=/e\\nsimulated.runningSlot=C; simulated.runningSlot is one of A, B, not 'C'",
                "uboot.partA=2\\nuboot.partB=-3; uboot.partB is a whole number, not '-3'"
            })
    void whatNoBundleUnderstandsIsRefused(String text, String why) throws IOException {
        DeviceConfigFile config = read(text.replace("\\n", "\n"));

        assertThatThrownBy(() -> config.check(Path.of("flipside.conf"))).hasMessageContaining(why);
    }

    @Test
    void theExampleAndTheSectionsOfOtherBundlesAreAccepted() throws IOException {
        Path example =
                Path.of(System.getProperty("flipside.root"), "felix-distribution/src/device/etc/flipside.conf.example");

        read(Files.readString(example) + "mine.key=value\n").check(example);
    }

    @Test
    void aPropertyIsAddedOnlyWhereThereIsASection() throws IOException {
        DeviceConfigFile config =
                read("engine.directory=x\n").with("engine", "managed", "false").with("link", "server", "x");

        assertThat(config.value("engine", "managed")).contains("false");
        assertThat(config.sections()).containsOnlyKeys("io.flipside.engine");
    }

    @Test
    void aMisspeltPlaceholderIsRefused() throws IOException {
        DeviceConfigFile config = read("state.directory=${dta}/state\n");

        assertThatThrownBy(() -> config.check(Path.of("flipside.conf")))
                .hasMessageContaining("state.directory: only ${data} and ${pid} are replaced");
    }
}
