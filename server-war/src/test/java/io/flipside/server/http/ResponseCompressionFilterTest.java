// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseCompressionFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, GZIP", "gzip;q=1.0", "deflate;q=0, gzip ; q=0.05"})
    void gzipIsAcceptedWhereItIsNamed(String header) {
        assertThat(ResponseCompressionFilter.acceptsGzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "gzip;q=0", "gzip; q=0.000", "notgzip", "identity, gzip ;q=0"})
    void gzipIsNotAcceptedWithTheWeightZero(String header) {
        assertThat(ResponseCompressionFilter.acceptsGzip(header)).isFalse();
    }
}
