// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 99",
        "bytes=10-, 10, 99",
        "bytes=10-19, 10, 19",
        "bytes=10-500, 10, 99",
        "bytes=-5, 95, 99",
        "bytes=-500, 0, 99",
        "bytes=99-99, 99, 99"
    })
    void oneRangeIsUnderstood(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=20-10", "bytes=-0"})
    void aRangeOutsideOfTheFileIsNone(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=-", "lines=1-2", "bytes=0-1,5-6", "bytes=a-b"})
    void whatIsNotOneRangeIsIgnored(String header) {
        assertThat(ByteRange.of(header, 100)).contains(ByteRange.whole(100));
    }

    @Test
    void theHeaderOfTheAnswerSaysWhichBytesOfHowMany() {
        assertThat(new ByteRange(10, 19, 100).contentRange()).isEqualTo("bytes 10-19/100");
    }
}
