// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRequestTest {
    @Test
    void arrivesAsItWasSentWhateverTheArgumentsHold() throws IOException {
        ControlRequest request = new ControlRequest(
                Path.of("/tmp/some where"), true, List.of("install", "", "a\nb\\n", "=x", "\r", "ü"));
        StringWriter wire = new StringWriter();
        request.write(wire);

        assertThat(ControlRequest.read(new StringReader(wire.toString()))).isEqualTo(request);
    }

    @Test
    void isRefusedWithTooManyArguments() throws IOException {
        StringWriter wire = new StringWriter();
        new ControlRequest(Path.of("/"), false, Collections.nCopies(ControlRequest.MAX_ARGUMENTS + 1, "x")).write(wire);

        assertThatThrownBy(() -> ControlRequest.read(new StringReader(wire.toString())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 64 arguments");
    }

    @Test
    void isRefusedWhenItIsTooLong() {
        String endless = "flipside 1 plain\n=/\n=" + "x".repeat(ControlRequest.MAX_LENGTH);

        assertThatThrownBy(() -> ControlRequest.read(new StringReader(endless))).hasMessageContaining("too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1\n\n",
                "flipside 2 plain\n=/\n\n",
                "flipside 1 plain\n=/\nx\n\n",
                "flipside 1 plain\n=/\n=x"
            })
    void isRefusedWhenItIsSomethingElse(String bytes) {
        assertThatThrownBy(() -> ControlRequest.read(new StringReader(bytes))).isInstanceOf(IOException.class);
    }
}
