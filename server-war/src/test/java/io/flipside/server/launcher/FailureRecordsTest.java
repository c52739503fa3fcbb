// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureRecordsTest {
    @TempDir
    private Path data;

    private Instant now = Instant.parse("2026-11-27T12:00:00Z");

    /** A Java that ends as one of the server does, with the options that the server's gets. */
    private int die(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(JavaCommand.executable(), "-Xmx8m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:TieredStopAtLevel=1"));
        command.addAll(new FailureRecords(data).options());
        command.addAll(List.of(more));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), HeapFiller.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("said").toFile())
                .start()
                .waitFor();
    }

    /** A millisecond after the one before: records are named by their time. */
    private Path keep() throws IOException {
        now = now.plusMillis(1);
        return new FailureRecords(data, Clock.fixed(now, ZoneOffset.UTC)).keep("died", new byte[0]);
    }

    @Test
    void theNewestHeapDumpAloneIsKept() throws Exception {
        assertThat(die()).isEqualTo(3);
        Path first = keep();
        assertThat(first.resolve("heap.hprof")).exists();
        Files.createDirectories(data.resolve("failures/next"));
        Files.writeString(data.resolve("failures/next/heap.hprof"), "a newer one");
        Path second = keep();
        assertThat(second.resolve("heap.hprof")).exists();
        assertThat(first).isDirectoryNotContaining("glob:**.hprof");
    }

    @Test
    void whatJavaWritesWhenItCrashesIsKept() throws Exception {
        die("-XX:+UnlockDiagnosticVMOptions", "-XX:+CrashOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash");
        assertThat(keep().resolve("crash.log")).content().contains("OutOfMemory");
    }

    @Test
    void aFewRecordsAreKept() throws Exception {
        Path oldest = keep();
        for (int i = 0; i < 5; i++) {
            keep();
        }
        assertThat(oldest).doesNotExist();
        assertThat(data.resolve("failures").toFile().list()).hasSize(5);
    }
}
