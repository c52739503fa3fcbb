// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLinkSettingsTest {
    @Test
    void readsAListOfServers() {
        assertThat(ServerLinkSettings.servers(" https://a.example.com/ , http://127.0.0.1:8080/mender,"))
                .containsExactly(URI.create("https://a.example.com"), URI.create("http://127.0.0.1:8080/mender"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "a.example.com", "ftp://a.example.com", "https:///x", "http://a b"})
    void saysWhatIsWrongWithAServer(String servers) {
        assertThatThrownBy(() -> ServerLinkSettings.servers(servers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("link.server");
    }
}
