// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.flipside.artifact.model.StateScript;
import io.flipside.device.update.LogEntry;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateScriptRunnerTest {
    @TempDir
    private Path directory;

    private Path scriptsDirectory;
    private UpdateLog log;
    private StateScriptRunner scripts;

    @BeforeEach
    void prepare() {
        scriptsDirectory = directory.resolve("scripts");
        log = new UpdateLog(directory.resolve("log"));
        scripts = new StateScriptRunner(
                new StateScriptRunner.Limits(Duration.ofSeconds(2), Duration.ZERO, Duration.ofMillis(300)), log);
    }

    private void store(String name, String content) throws IOException {
        StateScript script = new StateScript(name, ("#!/bin/sh\n" + content).getBytes(StandardCharsets.UTF_8));
        scripts.store(List.of(script), scriptsDirectory);
    }

    private String did() throws IOException {
        Path file = directory.resolve("did");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void runsTheScriptsOfAPointInTheOrderOfTheirNames() throws Exception {
        store("ArtifactInstall_Enter_10_later", "printf 2 >> ../did");
        store("ArtifactInstall_Enter_02", "printf 1 >> ../did");
        store("ArtifactInstall_Leave_01", "printf x >> ../did");
        store("ArtifactCommit_Enter_01", "printf y >> ../did");
        scripts.run(scriptsDirectory, "ArtifactInstall_Enter");
        assertThat(did()).isEqualTo("12");
    }

    @Test
    void stopsAtTheFirstFailureAndSaysWhatItSaidLast() throws Exception {
        store("ArtifactInstall_Enter_01_check", "echo looking >&2; echo 'battery low' >&2; exit 3");
        store("ArtifactInstall_Enter_02", "printf x >> ../did");
        assertThatIOException()
                .isThrownBy(() -> scripts.run(scriptsDirectory, "ArtifactInstall_Enter"))
                .withMessageContaining("ArtifactInstall_Enter_01_check")
                .withMessageContaining("exit code 3")
                .withMessageEndingWith("battery low");
        assertThat(did()).isEmpty();
        assertThat(log.lines()).extracting(LogEntry::message).contains("ArtifactInstall_Enter_01_check: looking");
    }

    @Test
    void runsAScriptAgainThatAsksForIt() throws Exception {
        store("ArtifactInstall_Enter_01", "printf x >> ../did; [ $(wc -c < ../did) -ge 3 ] || exit 21");
        scripts.run(scriptsDirectory, "ArtifactInstall_Enter");
        assertThat(did()).isEqualTo("xxx");
    }

    @Test
    void doesNotWaitForEverForAScriptThatAsksToBeRunLater() throws Exception {
        store("ArtifactInstall_Enter_01", "exit 21");
        assertThatIOException()
                .isThrownBy(() -> scripts.run(scriptsDirectory, "ArtifactInstall_Enter"))
                .withMessageContaining("later");
    }

    @Test
    void killsAScriptThatDoesNotEnd() throws Exception {
        scripts = new StateScriptRunner(
                new StateScriptRunner.Limits(Duration.ofMillis(200), Duration.ZERO, Duration.ZERO), log);
        store("ArtifactInstall_Enter_01", "exec sleep 60");
        assertThatIOException()
                .isThrownBy(() -> scripts.run(scriptsDirectory, "ArtifactInstall_Enter"))
                .withMessageContaining("did not end");
    }

    @Test
    void doesNotWaitForABackgroundProcessThatAScriptLeaves() throws Exception {
        store("ArtifactInstall_Enter_01", "sleep 3 &\nexit 0");
        long begin = System.nanoTime();
        scripts.run(scriptsDirectory, "ArtifactInstall_Enter");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1900));
    }

    @Test
    void keepsOnlyTheBeginningOfEndlessOutput() throws Exception {
        store("ArtifactInstall_Enter_01", "yes >&2 | head -c 300000 ; yes | head -c 300000 >&2; exit 0");
        scripts = new StateScriptRunner(
                new StateScriptRunner.Limits(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO), log);
        scripts.runRegardless(scriptsDirectory, "ArtifactInstall_Enter");
        assertThat(log.lines()).hasSizeLessThanOrEqualTo(1000);
    }

    @Test
    void ignoresFailuresWhereTheyDoNotMatter() throws Exception {
        store("ArtifactFailure_Enter_01", "exit 1");
        scripts.runRegardless(scriptsDirectory, "ArtifactFailure_Enter");
        assertThat(log.lines()).extracting(LogEntry::level).contains("warning");
    }

    @Test
    void leavesOutScriptsThatBelongToNoState() throws Exception {
        store("../../evil_Enter_01", "exit 0");
        store("ArtifactInstall_Enter_01foo", "exit 0");
        store("Download_Enter_01", "exit 0");
        assertThat(scriptsDirectory).isEmptyDirectory();
        assertThat(log.lines()).hasSize(3);
    }

    @Test
    void refusesScriptsOfAnUnknownVersion() throws Exception {
        store("ArtifactInstall_Enter_01", "exit 0");
        Files.writeString(scriptsDirectory.resolve("version"), "9\n");
        assertThatIOException()
                .isThrownBy(() -> scripts.run(scriptsDirectory, "ArtifactInstall_Enter"))
                .withMessageContaining("'9'");
    }

    @Test
    void aMissingDirectoryHasNoScripts() throws Exception {
        scripts.run(directory.resolve("nowhere"), "Download_Enter");
        assertThat(log.lines()).isEmpty();
    }
}
