// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProgramRunnerTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    @TempDir
    Path directory;

    private ProgramRunner shell(String script, Duration time) {
        return new ProgramRunner(List.of("sh", "-c", script), directory, new ProgramLimits(time, 100, 10));
    }

    @Test
    void saysHowItEndedAndWhatItPrinted() throws Exception {
        ProgramResult result = shell("pwd; echo oh >&2; exit 7", LONG).run();

        assertThat(result.exit()).contains(7);
        assertThat(result.output()).isEqualTo(directory + "\n");
        assertThat(result.errorLines()).containsExactly("oh");
        assertThat(result.outputCut()).isFalse();
    }

    @Test
    void keepsTheBeginningOfALongOutput() throws Exception {
        ProgramResult result =
                shell("yes | head -c 1000000; yes | head -c 1000000 >&2", LONG).run();

        assertThat(result.exit()).contains(0);
        assertThat(result.output()).hasSize(100);
        assertThat(result.outputCut()).isTrue();
        assertThat(result.error()).hasSize(10);
    }

    @Test
    void givesItNothingToRead() throws Exception {
        assertThat(shell("cat", LONG).run().exit()).contains(0);
    }

    @Test
    void endsItWithItsChildrenWhenItsTimeIsOver() throws Exception {
        ProgramResult result = shell("sleep 1000 & echo $! > child; wait", Duration.ofMillis(500))
                .run();

        assertThat(result.exit()).isEmpty();
        Optional<ProcessHandle> left = ProcessHandle.of(pid());
        if (left.isPresent()) {
            assertThat(left.get().onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void doesNotWaitForABackgroundProcessThatHoldsThePipes() throws Exception {
        ProgramResult result =
                shell("sleep 1000 & echo $! > child; echo done", LONG).run();

        assertThat(result.output()).isEqualTo("done\n");
        child().destroyForcibly();
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        FutureTask<ProgramResult> task = new FutureTask<>(shell("echo $$ > child; exec sleep 1000", LONG)::run);
        Thread thread = new Thread(task);
        thread.start();
        ProcessHandle child = child();

        thread.interrupt();

        assertThatThrownBy(task::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void aLaunchedProgramGoesOnWhenItsTimeIsOver() throws Exception {
        ProgramResult result = shell("echo $$ > child; exec sleep 1000", Duration.ofMillis(300))
                .launch();

        assertThat(result.exit()).isEmpty();
        ProcessHandle child = child();
        assertThat(child.isAlive()).isTrue();
        child.destroyForcibly();
    }

    @Test
    void refusesAProgramThatIsNotThere() {
        assertThatThrownBy(() -> new ProgramRunner(List.of("/no/such"), directory, new ProgramLimits(LONG, 1, 1)).run())
                .isInstanceOf(IOException.class);
    }

    private ProcessHandle child() throws Exception {
        return ProcessHandle.of(pid()).orElseThrow();
    }

    private long pid() throws Exception {
        Path file = directory.resolve("child");
        while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
            Thread.onSpinWait();
        }
        return Long.parseLong(Files.readString(file).strip());
    }
}
