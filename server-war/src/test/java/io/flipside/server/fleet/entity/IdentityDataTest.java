// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.http.ErrorResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityDataTest {
    @Test
    void theOrderOfKeysDoesNotMatter() {
        IdentityData one = IdentityData.parse("{\"mac\":\"02\",\"a\":[\"x\",\"y\"]}");
        IdentityData other = IdentityData.parse(" {\"a\" : [\"x\",\"y\"], \"mac\":\"02\"}");
        assertThat(one.digest()).isEqualTo(other.digest());
    }

    @Test
    void theMacIsTheName() {
        assertThat(IdentityData.parse("{\"a\":\"first\",\"mac\":\"02\"}").name())
                .isEqualTo("02");
        assertThat(IdentityData.parse("{\"b\":\"second\",\"a\":\"first\"}").name())
                .isEqualTo("first");
    }

    @Test
    void aRepeatedMacIsShownAsTextBecauseMenderCliInsistsOnIt() {
        assertThat(IdentityData.parse("{\"mac\":[\"01\",\"02\"],\"x\":[\"1\"]}")
                        .view()
                        .toString())
                .isEqualTo("{\"mac\":\"[\\\"01\\\",\\\"02\\\"]\",\"x\":[\"1\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"X\"]", "\"X \"", "\" X\"", "\"X\\u200b\"", "\"X\\u00a0\"", "\"\\u0000X\"", "\"\\\"X\\\"\""})
    void noOtherIdentityLooksLikeX(String other) {
        IdentityData identity = IdentityData.parse("{\"mac\":" + other + "}");
        assertThat(identity.name()).isNotEqualTo("X").matches("\\p{Graph}.*\\p{Graph}");
        assertThat(identity.view().getString("mac")).isEqualTo(identity.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "7", "{\"mac\":7}", "{\"mac\":{}}", "{\"mac\":[7]}", "{\"mac\":null}"})
    void whatIsNoIdentityIsRefused(String text) {
        assertThatThrownBy(() -> IdentityData.parse(text)).isInstanceOf(ErrorResponseException.class);
    }
}
