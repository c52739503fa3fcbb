// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.log.LogSanitizer;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1e99999999999}", "{\"a\":\"\u0000\"}"})
    void whatCannotBeReadIsTheSendersMistake(String text) {
        assertThatThrownBy(() -> JsonCodec.object(text, "it"))
                .isInstanceOfSatisfying(ErrorResponseException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(400));
    }

    @Test
    void aNumberOfTooManyDigitsIsTheSendersMistake() {
        assertThatThrownBy(() -> JsonCodec.object("{\"a\":" + "9".repeat(3000) + "}", "it"))
                .isInstanceOf(ErrorResponseException.class);
    }

    @Test
    void deepNestingIsRefusedBeforeItIsParsed() {
        assertThatThrownBy(() -> JsonCodec.object("[".repeat(100_000), "it"))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("levels");
    }

    @Test
    void bracketsInTextAreNoLevels() {
        String text = "{\"a\":\"\\\"" + "[".repeat(100) + "\"}";
        assertThat(JsonCodec.object(text, "it").getString("a")).hasSize(101);
    }

    @Test
    void manyBracketsSideBySideAreNoLevels() {
        assertThat(JsonCodec.value("[" + "[],".repeat(500) + "[]]").asJsonArray())
                .hasSize(501);
    }

    @Test
    void jsonThatIsKeptAsTextIsWrittenAsWhatItIs() {
        Map<String, JsonText> values = new TreeMap<>();
        values.put("a", new JsonText("[1,{\"b\":null}]"));
        values.put("c", new JsonText("\"d\""));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        JsonCodec.write(List.of(values), written);
        assertThat(written.toString(UTF_8)).isEqualTo("[{\"a\":[1,{\"b\":null}],\"c\":\"d\"}]");
    }

    @Test
    void aListFromOutsideHasNoNulls() {
        assertThatThrownBy(() -> JsonCodec.list(Arrays.asList("a", null), "ids"))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("ids");
        assertThat(JsonCodec.<String>list(null, "ids")).isEmpty();
        assertThat(JsonCodec.list(List.of("a"), "ids")).containsExactly("a");
    }

    @Test
    void textOnItsWayIntoTheLogStaysOnOneLine() {
        assertThat(LogSanitizer.of("a\r\n2026 INFO forged")).doesNotContainPattern("[\\r\\n]");
    }
}
