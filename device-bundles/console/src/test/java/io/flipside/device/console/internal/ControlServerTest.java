// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.console.control.ControlClient;
import io.flipside.device.console.control.ControlRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    @TempDir
    Path directory;

    private final RecordedTerminal terminal = new RecordedTerminal();
    private Path socket;
    private ControlServer server;

    @BeforeEach
    void startServer() throws IOException {
        socket = directory.resolve("control.socket");
        server = new ControlServer(socket, new CommandDispatcher(Map.of("echo", ControlServerTest::echo)));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    private static int echo(CommandInvocation call) {
        call.terminal().progress("working");
        call.terminal().line(call.directory() + ": " + call.arguments());
        call.terminal().error("two\nlines");
        return 4;
    }

    private int call(String... line) throws IOException {
        return ControlClient.call(
                ControlClient.connect(socket).orElseThrow(),
                new ControlRequest(Path.of("/home"), true, List.of(line)),
                terminal);
    }

    @Test
    void passesOutputAndExitCodeBack() throws IOException {
        assertThat(call("echo", "a b", "")).isEqualTo(4);
        assertThat(terminal.lines()).containsExactly("/home: [a b, ]");
        assertThat(terminal.errors()).containsExactly("two\nlines");
        assertThat(terminal.progressLines()).containsExactly("working");
    }

    @Test
    void saysThatItDoesNotKnowACommand() throws IOException {
        assertThat(call("frobnicate")).isEqualTo(ExitCode.ERROR);
        assertThat(terminal.errors()).singleElement().asString().contains("unknown command 'frobnicate'");
    }

    @Test
    void letsNobodyElseIn() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve(".control")).doesNotExist();
    }

    @Test
    void takesThePlaceOfOneThatWasKilled() throws IOException {
        ControlServer next = new ControlServer(socket, new CommandDispatcher(Map.of("next", call -> 0)));
        next.start();
        server.stop();

        assertThat(call("next")).isZero();
        next.stop();
        assertThat(socket).doesNotExist();
    }

    @Test
    void isGoneAfterItWasStopped() throws IOException {
        server.stop();

        assertThat(ControlClient.connect(socket)).isEmpty();
        assertThat(socket).doesNotExist();
    }

    @Test
    void survivesANonsenseRequest() throws IOException {
        var stranger = ControlClient.connect(socket).orElseThrow();
        stranger.write(
                java.nio.ByteBuffer.wrap("GET / HTTP/1.1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(stranger.read(java.nio.ByteBuffer.allocate(1))).isEqualTo(-1);
        stranger.close();

        assertThat(call("echo")).isEqualTo(4);
    }
}
