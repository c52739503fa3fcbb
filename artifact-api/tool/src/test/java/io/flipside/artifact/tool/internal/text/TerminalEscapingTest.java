// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalEscapingTest {
    @Test
    void spellsOutWhatATerminalWouldObey() {
        assertThat(TerminalEscaping.of("a\u001b[2J\u009b\n\u202e\udb40\udc01z"))
                .isEqualTo("a\\u001b[2J\\u009b\\u000a\\u202e\\udb40\\udc01z");
    }

    @Test
    void leavesOrdinaryTextOfAllLanguagesAlone() {
        assertThat(TerminalEscaping.of("\u00fcber $1 \\ \u65e5\u672c \ud83d\ude00"))
                .isEqualTo("\u00fcber $1 \\ \u65e5\u672c \ud83d\ude00");
    }
}
