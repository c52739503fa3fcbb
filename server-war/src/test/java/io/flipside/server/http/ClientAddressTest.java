// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
    private final ClientAddress behindTwoProxies = new ClientAddress(Optional.of("10.0.0.1, 10.0.0.2"));

    @Test
    void nobodyElseNamesAnAddress() {
        assertThat(behindTwoProxies.of("192.0.2.9", List.of("198.51.100.7"))).isEqualTo("192.0.2.9");
    }

    @Test
    void aProxyNamesWhoAskedIt() {
        assertThat(behindTwoProxies.of("10.0.0.1", List.of("198.51.100.7"))).isEqualTo("198.51.100.7");
    }

    @Test
    void whatTheClientItselfWroteIsNotBelieved() {
        assertThat(behindTwoProxies.of("10.0.0.1", List.of("203.0.113.1, 198.51.100.7", "10.0.0.2")))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void namesAreNotLookedUp() {
        assertThat(behindTwoProxies.of("10.0.0.1", List.of("localhost"))).isEqualTo("10.0.0.1");
    }

    @Test
    void oneAddressHasOneSpelling() {
        assertThat(behindTwoProxies.of("10.0.0.1", List.of("2001:db8::1"))).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void aProxyMustBeANumericAddress() {
        assertThatThrownBy(() -> new ClientAddress(Optional.of("proxy.example.com")))
                .hasMessageContaining("FLIPSIDE_PROXIES")
                .hasMessageContaining("proxy.example.com");
    }
}
