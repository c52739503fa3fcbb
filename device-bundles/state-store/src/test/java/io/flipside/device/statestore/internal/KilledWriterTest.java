// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.statestore.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes without pause is killed at random moments. */
class KilledWriterTest {
    private static final int KILLS = 12;

    @TempDir
    private Path directory;

    @Test
    void findsTheLastAcknowledgedChangeOrTheOneAfterItAndNeverHalfOfOne() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = runAndKill(random.nextInt(60));
            FileStateStore store = new FileStateStore(directory);
            String counter = store.read("test.counter").orElse("0");
            String twin = store.read("test.twin").orElse("0");
            store.close();
            assertThat(twin).as("seed %d: both halves of one change", seed).startsWith(counter + " ");
            assertThat(Long.parseLong(counter)).as("seed %d", seed).isBetween(acknowledged, acknowledged + 1);
        }
    }

    /** Returns the last change that the writer knew to be durable. */
    private long runAndKill(int millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String last = out.readLine();
            assertThat(last).as("the writer started").isNotNull();
            assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
            // The handle, because the process itself would close its pipe too, and with it what it said last.
            process.toHandle().destroyForcibly();
            process.waitFor();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // A line without its end was cut off by the kill: the digits may be incomplete.
                last = line.endsWith(".") ? line : last;
            }
            return Long.parseLong(last.substring(0, last.length() - 1));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Counts in the store, and says each number once it is durable. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            FileStateStore store = new FileStateStore(Path.of(args[0]));
            long counter = Long.parseLong(store.read("test.counter").orElse("0"));
            while (true) {
                counter++;
                String twin = counter + " " + "x".repeat((int) (counter * 7919 % 20_000));
                store.write(
                        Map.of("test.counter", Optional.of(Long.toString(counter)), "test.twin", Optional.of(twin)));
                System.out.println(counter + ".");
            }
        }
    }
}
