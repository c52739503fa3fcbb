// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {
    @Test
    void listensOnLoopbackUnlessToldOtherwise() throws ServerOptions.Mistake {
        assertThat(ServerOptions.parse(List.of()).address()).isEqualTo("127.0.0.1");
    }

    @Test
    void readsItsOptions() throws ServerOptions.Mistake {
        ServerOptions options =
                ServerOptions.parse(List.of("--port", "0", "--address", "0.0.0.0", "--data", "/x/../y"));
        assertThat(options).isEqualTo(new ServerOptions(0, "0.0.0.0", Path.of("/y")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--port 70000", "--what"})
    void sensibleMistakesAreNamed(String line) {
        assertThatThrownBy(() -> ServerOptions.parse(List.of(line.split(" ", -1))))
                .isInstanceOf(ServerOptions.Mistake.class);
    }
}
