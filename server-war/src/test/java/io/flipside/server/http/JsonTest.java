// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1e99999999999}", "{\"a\":\"\u0000\"}"})
    void whatCannotBeReadIsTheSendersMistake(String text) {
        assertThatThrownBy(() -> Json.object(text, "it"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void aNumberOfTooManyDigitsIsTheSendersMistake() {
        assertThatThrownBy(() -> Json.object("{\"a\":" + "9".repeat(3000) + "}", "it"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void deepNestingIsRefusedBeforeItIsParsed() {
        assertThatThrownBy(() -> Json.object("[".repeat(100_000), "it"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("levels");
    }

    @Test
    void bracketsInTextAreNoLevels() {
        String text = "{\"a\":\"\\\"" + "[".repeat(100) + "\"}";
        assertThat(Json.object(text, "it").getString("a")).hasSize(101);
    }

    @Test
    void manyBracketsSideBySideAreNoLevels() {
        assertThat(Json.value("[" + "[],".repeat(500) + "[]]").asJsonArray()).hasSize(501);
    }

    @Test
    void aListFromOutsideHasNoNulls() {
        assertThatThrownBy(() -> Json.list(Arrays.asList("a", null), "ids"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("ids");
        assertThat(Json.<String>list(null, "ids")).isEmpty();
        assertThat(Json.list(List.of("a"), "ids")).containsExactly("a");
    }

    @Test
    void textOnItsWayIntoTheLogStaysOnOneLine() {
        assertThat(Printable.of("a\r\n2026 INFO forged")).doesNotContainPattern("[\\r\\n]");
    }
}
