// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.support.config.ConfigurationSchema;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceConfigFileTest {
    @TempDir
    Path directory;

    private DeviceConfigFile read(String text) throws IOException {
        return DeviceConfigFile.read(Files.writeString(directory.resolve("flipside.conf"), text), Path.of("/data"));
    }

    private static void check(DeviceConfigFile config) throws IOException {
        config.check(Path.of("flipside.conf"), schemas());
    }

    /** The schemas of the bundles on the class path. */
    private static List<ConfigurationSchema> schemas() throws IOException {
        List<ConfigurationSchema> schemas = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path directory = Path.of(entry, "OSGI-INF", "metatype");
            if (entry.endsWith(".jar")) {
                try (JarFile jar = new JarFile(entry)) {
                    schemas.addAll(ConfigurationSchema.of(jar));
                }
            } else if (Files.isDirectory(directory)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.xml")) {
                    for (Path file : files) {
                        schemas.addAll(ConfigurationSchema.read(new ByteArrayInputStream(Files.readAllBytes(file))));
                    }
                }
            }
        }
        return schemas;
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

    /** Its name becomes the name of a file, and a daemon starts, and names it. */
    @Test
    void aWrappedLineIsNoSectionThatNothingCanHold() throws IOException {
        DeviceConfigFile config = read("link.server=https://a\n" + "QUJD".repeat(100) + "\n");

        assertThat(config.sections().keySet()).allMatch(pid -> pid.length() < 100);
        assertThatThrownBy(() -> check(config)).hasMessageContaining("QUJDQUJD");
    }

    @Test
    void aCommentMayBeOfAnotherEncoding() throws IOException {
        byte[] text = "# größer\nlink.server=https://a\n".getBytes(StandardCharsets.ISO_8859_1);
        DeviceConfigFile config =
                DeviceConfigFile.read(Files.write(directory.resolve("latin.conf"), text), Path.of("/data"));

        assertThat(config.value("link", "server")).contains("https://a");
    }

    @Test
    void aMissingFileSaysWhatToDo() {
        assertThatThrownBy(() -> DeviceConfigFile.read(directory.resolve("none.conf"), directory))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("none.conf: no such configuration file")
                .hasMessageContaining("--config FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "engine."})
    void aKeyWithoutTwoPartsIsRefused(String key) throws IOException {
        DeviceConfigFile config = read(key + "=x");

        assertThatThrownBy(() -> check(config)).hasMessageContaining("'" + key + "' is not a key");
    }

    /** A section and a key must not be lost by a line that lacks the dot, and the line must not be lost either. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "engine verifyKeys=/k; engine; unknown key 'engine', did you mean 'verifyKeys'?",
                "engine.=/k; engine.; unknown key 'engine.', known are",
                "engineVerifyKeys=/k; engineVerifyKeys; did you mean 'io.flipside.engine.verifyKeys'?",
                "verifyKey=/k; verifyKey; did you mean 'io.flipside.engine.verifyKeys'?",
                ".verifyKeys=/k; .verifyKeys; did you mean 'io.flipside.engine.verifyKeys'?",
                "=/k; ?; no bundle reads this section"
            })
    void aLineWithoutADotIsNamedBesideTheRealSection(String line, String key, String why) throws IOException {
        DeviceConfigFile config = read("engine.deviceTypeFile=/t\n" + line + "\nengine.verifyKeys=/key\n");

        assertThatThrownBy(() -> check(config))
                .hasMessageContaining("'" + key + "' is not a key")
                .hasMessageContaining(why);
        assertThat(config.value("engine", "verifyKeys")).contains("/key");
        assertThat(config.value("engine", "deviceTypeFile")).contains("/t");
    }

    /** Configuration Admin takes such names for one, and throws. */
    @Test
    void keysThatDifferOnlyByCaseAreKeptApart() throws IOException {
        DeviceConfigFile config = read("engine.verifyKeys=/key\nengine.verifykeys=/other\n");

        assertThat(config.value("engine", "verifyKeys")).contains("/key");
        assertThatThrownBy(() -> check(config)).hasMessageContaining("'verifykeys?', did you mean 'verifyKeys'?");
    }

    @Test
    void whichBundlesGoTogetherIsNotForTheLauncherToSay() throws IOException {
        check(read("uboot.partA=2\nuboot.partB=3\nsimulated.runningSlot=A\nsimulated.environment=/e\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "console.socked=x; io.flipside.console: unknown key 'socked', did you mean 'socket'?",
                "engine.verifyKey=x; io.flipside.engine: unknown key 'verifyKey', did you mean 'verifyKeys'?",
                "engnie.verifyKeys=x; io.flipside.engnie: no bundle reads this section, did you mean 'io.flipside.engine'?",
                "rootfs.slotA=/a; io.flipside.rootfs: slotB is missing or empty",
                "download.retryCount=many; retryCount = many, but a whole number from 0 to 1000000 is expected",
                "simulated.environment=/e\\nsimulated.runningSlot=C; runningSlot = C, but one of A, B is expected",
                "uboot.partA=2\\nuboot.partB=-3; partB = -3, but a whole number from 1"
            })
    void whatNoBundleUnderstandsIsRefused(String text, String why) throws IOException {
        DeviceConfigFile config = read(text.replace("\\n", "\n"));

        assertThatThrownBy(() -> check(config)).hasMessageContaining(why);
    }

    @Test
    void theExampleIsAccepted() throws IOException {
        Path example =
                Path.of(System.getProperty("flipside.root"), "felix-distribution/src/device/etc/flipside.conf.example");

        check(read(Files.readString(example)));
    }

    @Test
    void theExampleNamesEveryKey() throws IOException {
        String example = Files.readString(Path.of(
                System.getProperty("flipside.root"), "felix-distribution/src/device/etc/flipside.conf.example"));

        List<String> keys = schemas().stream()
                .flatMap(schema -> schema.keys().keySet().stream()
                        .map(key -> schema.pid().replace("io.flipside.", "") + "." + key))
                .toList();

        assertThat(keys)
                .isNotEmpty()
                .filteredOn(key -> example.lines()
                        .noneMatch(line -> line.startsWith(key + "=") || line.startsWith("#" + key + "=")))
                .isEmpty();
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

        assertThatThrownBy(() -> check(config))
                .hasMessageContaining("directory = ${dta}/state")
                .hasMessageContaining("only ${data} and ${pid}");
    }
}
