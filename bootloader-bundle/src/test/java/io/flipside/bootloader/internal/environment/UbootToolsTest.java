// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares one environment with the real {@code fw_printenv} and {@code fw_setenv}. */
class UbootToolsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void theToolsAreHere() {
        boolean here = Files.isExecutable(Path.of("/usr/bin/fw_setenv"));
        if (System.getenv("CI") != null) {
            assertThat(here).as("fw_setenv; apt-get install libubootenv-tool").isTrue();
        }
        assumeTrue(here, "fw_setenv is missing: apt-get install libubootenv-tool");
    }

    @Test
    void twoWritersTakeTurnsAndEachReadsWhatTheOtherWrote() throws Exception {
        EnvironmentFiles.create(directory, Map.of("state", "old"));
        for (int i = 0; i < 20; i++) {
            environment().write(Map.of("ours", Integer.toString(i)));
            assertThat(print("ours")).isEqualTo("ours=" + i);
            set("theirs", Integer.toString(i));
            assertThat(environment().read())
                    .containsEntry("ours", Integer.toString(i))
                    .containsEntry("theirs", Integer.toString(i));
        }
    }

    @Test
    void theToolsFollowOurCounterAcrossItsWrap() throws Exception {
        TreeMap<String, String> variables = new TreeMap<>(Map.of("state", "old"));
        EnvironmentFiles.write(directory, new EnvironmentBlock(254, variables), new EnvironmentBlock(253, variables));
        for (int i = 0; i < 4; i++) {
            environment().write(Map.of("n", Integer.toString(i)));
            assertThat(print("n")).isEqualTo("n=" + i);
        }
    }

    @Test
    void weFollowTheirCounterAcrossItsWrap() throws Exception {
        TreeMap<String, String> variables = new TreeMap<>(Map.of("state", "old"));
        EnvironmentFiles.write(directory, new EnvironmentBlock(254, variables), new EnvironmentBlock(253, variables));
        for (int i = 0; i < 4; i++) {
            set("n", Integer.toString(i));
            assertThat(environment().read()).containsEntry("n", Integer.toString(i));
        }
    }

    @Test
    void theToolsReadTheFormerStateAfterAWriteOfOursWasCut() throws Exception {
        EnvironmentFiles.create(directory, Map.of("state", "old"));
        byte[] before = Files.readAllBytes(EnvironmentFiles.disk(directory));
        environment().write(Map.of("state", "new"));
        byte[] torn = Files.readAllBytes(EnvironmentFiles.disk(directory));
        int cut = EnvironmentFiles.SECOND + 10;
        System.arraycopy(before, cut, torn, cut, before.length - cut);
        Files.write(EnvironmentFiles.disk(directory), torn);
        assertThat(print("state")).isEqualTo("state=old");
        assertThat(environment().read()).containsEntry("state", "old");
    }

    @Test
    void aSingleCopyIsSharedToo() throws Exception {
        Path disk = EnvironmentFiles.disk(directory);
        Files.write(disk, new byte[0x400]);
        Files.writeString(EnvironmentFiles.config(directory), disk + " 0 0x400\n");
        new EnvironmentCopy(disk, 0, 0x400)
                .write(new EnvironmentBlock(0, new TreeMap<>(Map.of("a", "1"))).bytes(0x400, false));
        environment().write(Map.of("ours", "1"));
        assertThat(print("ours")).isEqualTo("ours=1");
        set("theirs", "2");
        assertThat(environment().read()).containsEntry("ours", "1").containsEntry("theirs", "2");
    }

    @Test
    void noWriteIsLostWhenBothWriteAtTheSameTime() throws Exception {
        EnvironmentFiles.create(directory, Map.of("state", "old"));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> writers = new ArrayList<>();
            writers.add(pool.submit(() -> repeat(i -> environment().write(Map.of("ours" + i, "1")))));
            writers.add(pool.submit(() -> repeat(i -> set("theirs" + i, "1"))));
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(environment().read()).hasSize(31);
    }

    @Test
    void theToolsWaitForOurLock() throws Exception {
        EnvironmentFiles.create(directory, Map.of("state", "old"));
        Process tool;
        try (Closeable held = new FlockEnvironmentLock(FlockEnvironmentLock.OF_THE_TOOLS).hold()) {
            assertThat(held).isNotNull();
            tool = start("fw_setenv", "state", "new");
            assertThat(tool.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(tool.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(environment().read()).containsEntry("state", "new");
    }

    private interface Write {
        void number(int i) throws Exception;
    }

    private static Void repeat(Write write) throws Exception {
        for (int i = 0; i < 15; i++) {
            write.number(i);
        }
        return null;
    }

    private UbootEnvironment environment() {
        return new UbootEnvironment(
                () -> FwEnvConfig.read(EnvironmentFiles.config(directory)),
                new FlockEnvironmentLock(FlockEnvironmentLock.OF_THE_TOOLS));
    }

    private String print(String name) throws Exception {
        return run("fw_printenv", name);
    }

    private void set(String name, String value) throws Exception {
        run("fw_setenv", name, value);
    }

    private String run(String tool, String... arguments) throws Exception {
        Process process = start(tool, arguments);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private Process start(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(tool, "-c", EnvironmentFiles.config(directory).toString()));
        Collections.addAll(command, arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
