// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordResetCommandTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path data;

    private int run(int tries) throws Exception {
        PrintStream output = new PrintStream(said, true, UTF_8);
        return new PasswordResetCommand("a@example.com", data, tries).run(output, output);
    }

    @Test
    void whereNoServerAnswersTheRequestIsTakenBack() throws Exception {
        assertThat(run(1)).isEqualTo(1);
        assertThat(said.toString(UTF_8)).contains("no server answers");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void aPasswordThatTheServerDoesNotConfirmIsShown() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> code = other.submit(() -> run(3));
            Path request = data.resolve("reset-password.request");
            Eventually.is("a request", Duration.ofSeconds(30), () -> Files.exists(request));
            Files.delete(request);
            Files.writeString(data.resolve("reset-password.answer"), "wait: The password is now secret");
            assertThat(code.get()).isEqualTo(1);
        } finally {
            other.shutdownNow();
        }
        assertThat(said.toString(UTF_8)).contains("If the old password is refused: The password is now secret");
    }
}
