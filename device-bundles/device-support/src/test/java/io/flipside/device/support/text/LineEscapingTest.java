// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineEscapingTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "two\nlines\r\n", "\\", "\\n", "a\\\\\n", "key=value"})
    void givesBackWhatItMadeALineOf(String text) {
        String line = LineEscaping.escape(text);

        assertThat(line).doesNotContain("\n", "\r");
        assertThat(LineEscaping.unescape(line)).isEqualTo(text);
    }
}
