// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that end like servers do. */
class MonitoredServerTest {
    private static final String READY = "echo '" + PayaraMain.READY + "http://x'; ";

    @TempDir
    private Path data;

    private final AtomicInteger starts = new AtomicInteger();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    private final PrintStream outBefore = System.out;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, UTF_8));
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    @AfterEach
    void stopListening() {
        System.setErr(before);
        System.setOut(outBefore);
    }

    /** The first process runs the first script, and so on; answers the exit code. */
    private int run(String... scripts) throws Exception {
        MonitoredServer server = new MonitoredServer(new FailureRecords(data), () -> {
            new FailureRecords(data).options();
            return new ProcessBuilder("sh", "-c", scripts[starts.getAndIncrement()]).start();
        });
        return server.run();
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> all = Files.list(data.resolve("failures"))) {
            return all.filter(folder -> !folder.endsWith("next")).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kill -9 $$, was killed with SIGKILL",
        "kill -11 $$, crashed with SIGSEGV",
        "exit 3, ran out of memory (exit code 3)",
        "exit 1, ended (exit code 1)"
    })
    void aServerThatDiesIsStartedAgainAndSaysWhy(String death, String reason) throws Exception {
        assertThat(run(READY + death, READY + "exit 0")).isZero();
        assertThat(starts).hasValue(2);
        assertThat(said.toString(UTF_8)).contains("the server " + reason, "it is started again in 1 s (1 of 5)");
    }

    @Test
    void aServerThatCannotStartIsNotStartedAgain() throws Exception {
        assertThat(run("exit 1")).isEqualTo(1);
        assertThat(starts).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"TERM", "INT", "HUP"})
    void aServerThatWasAskedToStopIsNotStartedAgain(String signal) throws Exception {
        assertThat(run(READY + "kill -" + signal + " $$")).isZero();
        assertThat(starts).hasValue(1);
    }

    @Test
    void theLastLinesAreKeptWhereTheMessageSays() throws Exception {
        run("echo a mistake; echo the last line; kill -9 $$", "exit 0");
        assertThat(records()).hasSize(1);
        assertThat(said.toString(UTF_8))
                .contains(
                        "its last line was: the last line", "is in " + records().get(0));
        assertThat(Files.readString(records().get(0).resolve("output.log")))
                .contains("was killed with SIGKILL", "a mistake", "the last line");
    }

    @Test
    void whatIsKeptOfALongLogIsItsEnd() throws Exception {
        run("seq 1 30000; kill -9 $$", "exit 0");
        Path output = records().get(0).resolve("output.log");
        assertThat(Files.readString(output)).endsWith("\n29999\n30000\n");
        assertThat(Files.size(output)).isLessThan(66 << 10);
    }
}
