// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {
    private static ServerOptions parse(String... line) throws ServerOptions.Mistake {
        return ServerOptions.parse(List.of(line), Map.of());
    }

    @Test
    void listensOnLoopbackUnlessToldOtherwise() throws ServerOptions.Mistake {
        assertThat(parse().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void readsItsOptions() throws ServerOptions.Mistake {
        ServerOptions options = parse("--port", "0", "--address", "0.0.0.0", "--data", "/x/../y");
        assertThat(options).isEqualTo(new ServerOptions(0, "0.0.0.0", Path.of("/y"), false, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port x",
                "--port 70000",
                "--what",
                "--data",
                "--data --port",
                "--data ",
                "--data a:b",
                "--data ${x}"
            })
    void sensibleMistakesAreNamed(String line) {
        assertThatThrownBy(() -> parse(line.split(" ", -1))).isInstanceOf(ServerOptions.Mistake.class);
    }

    @Test
    void dataMayLieWhereNamesAreUnusual() throws ServerOptions.Mistake {
        assertThat(parse("--data", "/ä b;c$d").data()).isEqualTo(Path.of("/ä b;c$d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1000000"})
    void aNumberOfSecondsThatMakesNoSenseIsNamed(String seconds) {
        assertThatThrownBy(() -> ServerOptions.parse(List.of(), Map.of("FLIPSIDE_CLASS_ARCHIVE_SECONDS", seconds)))
                .isInstanceOf(ServerOptions.Mistake.class)
                .hasMessageContaining("FLIPSIDE_CLASS_ARCHIVE_SECONDS")
                .hasMessageContaining("'" + seconds + "'");
    }
}
