// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckerTest {
    private static final String ENGINE = "io.flipside.engine";

    @interface Engine {
        String directory();

        String verifyKeys() default "";

        long healthTimeout() default 60;

        boolean managed() default true;

        String runningSlot() default "auto";

        String token() default "";
    }

    private static final String METATYPE =
            """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="%s" name="engine" description="">
                <AD id="directory" type="String" description="work directory"/>
                <AD id="verifyKeys" type="String" default=""/>
                <AD id="healthTimeout" type="Long" min="1" max="100" default="60"/>
                <AD id="managed" type="Boolean" default="true"/>
                <AD id="runningSlot" type="String" default="auto"><Option label="A" value="A"/><Option label="auto" value="auto"/></AD>
                <AD id="token" type="Password" default=""/>
              </OCD>
              <Designate pid="io.flipside.engine"><Object ocdref="%1$s"/></Designate>
            </metatype:MetaData>
            """
                    .formatted(Engine.class.getName());

    private List<ConfigurationSchema> schemas = List.of();

    @BeforeEach
    void read() throws IOException {
        schemas = ConfigurationSchema.read(new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> check(String pid, Map<String, Object> properties) {
        return new ConfigurationChecker(schemas)
                .check(pid, properties).stream()
                        .map(ConfigurationProblem::message)
                        .toList();
    }

    private Engine typed(Map<String, Object> properties) {
        return TypedConfiguration.read(Engine.class, properties, schemas.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verifyKey",
                "verifykeys",
                "verify_keys",
                "verify.keys",
                "VERIFYKEYS",
                "verfiyKeys",
                "verifyKeyes"
            })
    void aMisspeltKeyIsNamedWithTheRightOne(String key) {
        assertThat(check(ENGINE, Map.of("directory", "/d", key, "x")))
                .containsExactly(ENGINE + ": unknown key '" + key + "', did you mean 'verifyKeys'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.flipside.engnie", "io.flipside.engin", "io.flipside.Engine", "io.flipside.engines"})
    void aMisspeltSectionIsNamedWithTheRightOne(String pid) {
        assertThat(check(pid, Map.of("directory", "/d")))
                .containsExactly(pid + ": no bundle reads this section, did you mean '" + ENGINE + "'?");
    }

    @ParameterizedTest
    @CsvSource({
        "verifyKeys, io.flipside.engine.verifyKeys",
        "engineVerifyKeys, io.flipside.engine.verifyKeys",
        "engine-directory, io.flipside.engine.directory"
    })
    void aKeyInThePlaceOfASectionIsNamedWithItsSection(String name, String right) {
        assertThat(check("io.flipside." + name, Map.of(name, "x")))
                .containsExactly(
                        "io.flipside." + name + ": no bundle reads this section, did you mean '" + right + "'?");
    }

    @Test
    void aKeyThatHasGotIntoTheValueIsNamed() {
        assertThat(check(ENGINE, Map.of("directory", "/d", "engine", "verifyKeys=/key.pem")))
                .containsExactly(ENGINE + ": unknown key 'engine', did you mean 'verifyKeys'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "healthTimeout; soon; healthTimeout = soon, but a whole number from 1 to 100 is expected",
                "healthTimeout; 101; healthTimeout = 101, but a whole number from 1 to 100 is expected",
                "healthTimeout; 99999999999999999999; but a whole number from 1 to 100 is expected",
                "managed; yes; managed = yes, but true or false is expected",
                "runningSlot; C; runningSlot = C, but one of A, auto is expected",
                "verifyKeys; ${dta}/key; only ${data} and ${pid}"
            })
    void aWrongValueIsNamedWithWhatIsAllowed(String key, String value, String why) {
        assertThat(check(ENGINE, Map.of("directory", "/d", key, value)))
                .singleElement()
                .asString()
                .startsWith(ENGINE + ": ")
                .contains(why);
    }

    @Test
    void aMissingValueIsNamed() {
        assertThat(check(ENGINE, Map.of())).singleElement().asString().contains("directory is missing or empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service.pid",
                "component.name",
                "felix.fileinstall.filename",
                ":configurator:resource-path",
                "org.apache.karaf.features.configKey"
            })
    void whatTheContainerAddsIsIgnored(String key) {
        assertThat(check(ENGINE, Map.of("directory", "/d", key, "x"))).isEmpty();
    }

    @Test
    void configurationsOfOthersAreNotLookedAt() {
        assertThat(check("org.example.engine", Map.of("x", "y"))).isEmpty();
    }

    @Test
    void numbersMayComeAsNumbers() {
        assertThat(check(ENGINE, Map.of("directory", "/d", "healthTimeout", 7))).isEmpty();
        assertThat(typed(Map.of("directory", "/d", "healthTimeout", 7)).healthTimeout())
                .isEqualTo(7);
    }

    @Test
    void aFaultyOptionalValueIsReadAsItsDefault() {
        Engine engine = typed(Map.of("directory", "/d", "healthTimeout", "soon", "runningSlot", ""));

        assertThat(engine.healthTimeout()).isEqualTo(60);
        assertThat(engine.runningSlot()).isEqualTo("auto");
    }

    @Test
    void aMissingRequiredValueIsOneLineWithoutAStackTrace() {
        assertThatThrownBy(() -> typed(Map.of()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(ENGINE + ": directory is missing or empty")
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(check(ENGINE, Map.of("directory", "/d", "token", "s3cret${x}")))
                .singleElement()
                .asString()
                .doesNotContain("s3cret");
    }

    @Test
    void limitsOfOtherBundlesThatAreNoWholeNumbersAreIgnored() throws Exception {
        String other = METATYPE.replaceFirst("min=\"[^\"]*\"", "min=\"0.5\"");
        assertThat(other).isNotEqualTo(METATYPE);

        assertThat(ConfigurationSchema.read(new ByteArrayInputStream(other.getBytes(StandardCharsets.UTF_8))))
                .isNotEmpty();
    }
}
