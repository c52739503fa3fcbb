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

class OptionsTest {
    @Test
    void listensOnLoopbackUnlessToldOtherwise() throws Options.Mistake {
        assertThat(Options.parse(List.of()).address()).isEqualTo("127.0.0.1");
    }

    @Test
    void readsItsOptions() throws Options.Mistake {
        Options options = Options.parse(List.of("--port", "0", "--address", "0.0.0.0", "--data", "/x/../y"));
        assertThat(options).isEqualTo(new Options(0, "0.0.0.0", Path.of("/y")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--port 70000", "--what"})
    void sensibleMistakesAreNamed(String line) {
        assertThatThrownBy(() -> Options.parse(List.of(line.split(" ", -1)))).isInstanceOf(Options.Mistake.class);
    }
}
