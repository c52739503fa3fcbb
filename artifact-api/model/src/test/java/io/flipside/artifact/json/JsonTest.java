// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1.50e+3",
                "12345678901234567890",
                "\"\"",
                "\"aé€😀\"",
                "[]",
                "{}",
                "[1,[2,{\"a\":null}],\"x\"]",
                "{\"z\":1,\"a\":{\"b\":[true]}}",
                "\"\\\\ \\\" \\n \\u0001\""
            })
    void writesCompactTextAsItWasRead(String text) throws JsonException {
        assertThat(Json.text(Json.parse(text))).isEqualTo(text);
    }

    @Test
    void acceptsBlanksAndEscapes() throws JsonException {
        assertThat(Json.parse(" { \"a\" : [ 1 , \"\\u0041\\/\\ud83d\\ude00\" ] }\r\n\t")
                        .toString())
                .isEqualTo("{\"a\":[1,\"A/😀\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 0",
                "` ` | 1",
                "{ | 1",
                "[1,] | 3",
                "[1 2] | 3",
                "{\"a\":1,} | 7",
                "{\"a\" 1} | 5",
                "{a:1} | 1",
                "01 | 0",
                "1. | 0",
                ".5 | 0",
                "+1 | 0",
                "1e | 0",
                "NaN | 0",
                "nul | 3",
                "tRue | 1",
                "1 1 | 2",
                "\"a | 2",
                "\"\\x\" | 2",
                "\"\\u12g4\" | 5",
                "\"\\ud800\" | 0",
                "\"\\udc00\\ud800\" | 0",
                "{\"a\":1,\"a\":2} | 7",
                "[}] | 1",
                "'a' | 0",
                "// | 0"
            })
    void refusesWhatIsNotStrictJsonAndSaysWhere(String text, int offset) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.offset()).isEqualTo(offset))
                .hasMessageStartingWith("JSON at byte " + offset);
    }

    @Test
    void refusesControlCharactersInStrings() {
        assertThatThrownBy(() -> Json.parse("\"a\nb\"")).hasMessageContaining("byte 2: control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c0af22", "22eda08022", "22f490808022", "22e282", "efbbbf31"})
    void refusesInvalidUtf8AndByteOrderMarks(String hex) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> Json.parse(bytes)).isInstanceOf(JsonException.class);
    }

    @Test
    void refusesUnpairedSurrogatesInText() {
        assertThatThrownBy(() -> Json.parse("\"\ud800\"")).isInstanceOf(JsonException.class);
    }

    @Test
    void refusesNestingBelowTheLimit() throws JsonException {
        Json.parse("[".repeat(64) + "]".repeat(64));
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65))).hasMessageContaining("deeper than 64");
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000))).hasMessageContaining("deeper than 64");
    }

    @Test
    void refusesTooManyValuesAndTooManyBytes() {
        byte[] many = ("[" + "1,".repeat(100) + "1]").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Json.parse(many, new JsonLimits(1000, 64, 100)))
                .hasMessageContaining("100 values");
        assertThatThrownBy(() -> Json.parse(many, JsonLimits.ofBytes(100))).hasMessageContaining("longer than 100");
    }

    @Test
    void keepsNumbersExactAndRefusesHugeOnes() throws JsonException {
        JsonObject numbers = Json.parse("{\"a\":1e3,\"b\":1.5,\"c\":1e999999999,\"d\":9223372036854775808}")
                .asObject();
        assertThat(numbers.integer("a")).hasValue(1000);
        assertThat(numbers.integer("none")).isEmpty();
        for (String key : List.of("b", "c", "d")) {
            assertThatThrownBy(() -> numbers.integer(key)).hasMessageContaining("whole number");
        }
        assertThatThrownBy(() -> Json.parse("1".repeat(1001))).isInstanceOf(JsonException.class);
    }

    @Test
    void givesMembersByTypeAndNeverTakesAWrongTypeForNothing() throws JsonException {
        JsonObject object = Json.parse("{\"s\":\"x\",\"b\":true,\"l\":[\"p\",\"q\"],\"m\":{\"k\":\"v\"},\"n\":null}")
                .asObject();
        assertThat(object.string("s")).contains("x");
        assertThat(object.bool("b")).contains(true);
        assertThat(object.strings("l")).contains(List.of("p", "q"));
        assertThat(object.stringMap("m").orElseThrow()).containsEntry("k", "v");
        assertThat(object.string("n")).isEmpty();
        assertThat(object.string("absent")).isEmpty();
        assertThatThrownBy(() -> object.string("b")).hasMessage("member 'b' must be a string, found true");
        assertThatThrownBy(() -> object.strings("m")).hasMessage("member 'm' must be an array, found an object");
    }

    @Test
    void buildsObjectsInOrder() {
        JsonObject built = JsonObject.builder()
                .put("z", 1)
                .put("a", "x")
                .put("l", List.of("p"))
                .build();
        assertThat(new String(Json.write(built), StandardCharsets.UTF_8))
                .isEqualTo("{\"z\":1,\"a\":\"x\",\"l\":[\"p\"]}");
    }
}
