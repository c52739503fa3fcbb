// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogSanitizerTest {
    /** Next line, control sequence introducer, right-to-left override, line separator. */
    private static final String FORGED = "a\u0085b\u009bc\u202ed\u2028e\nf";

    @Test
    void noCharacterThatEndsOrHidesALineStays() {
        assertThat(LogSanitizer.blanked(FORGED)).isEqualTo("a b c d e f");
    }

    @Test
    void aRunIsOneBlankAndNoneStandsAtTheEnds() {
        assertThat(LogSanitizer.oneLine("\u0085a\r\n\u202eb\n")).isEqualTo("a b");
    }
}
