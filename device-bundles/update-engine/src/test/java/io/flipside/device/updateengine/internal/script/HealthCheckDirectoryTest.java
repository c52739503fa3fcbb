// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.health.HealthStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCheckDirectoryTest {
    @TempDir
    private Path directory;

    private void check(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private HealthCheckDirectory health() {
        return new HealthCheckDirectory(directory, Duration.ofMillis(1500));
    }

    @Test
    void isContentWhenAllChecksAre() throws Exception {
        check("10-network", "exit 0");
        check("20-disk", "echo fine; exit 0");
        Files.writeString(directory.resolve("README"), "not executable");
        assertThat(health().check().status()).isEqualTo(HealthStatus.OK);
    }

    @Test
    void passesOnTheLastLineOfACheckThatFails() throws Exception {
        check("10-network", "echo noise; echo trying >&2; echo 'no route to host' >&2; exit 1");
        assertThat(health().check().complaints()).isEqualTo("10-network: no route to host");
    }

    @Test
    void fallsBackToStandardOutputAndThenToTheExitCode() throws Exception {
        check("10-a", "echo 'says it here'; exit 1");
        assertThat(health().check().complaints()).isEqualTo("10-a: says it here");
        check("10-a", "exit 9");
        assertThat(health().check().complaints()).isEqualTo("10-a: exit code 9");
    }

    @Test
    void complainsAboutACheckThatDoesNotEnd() throws Exception {
        check("10-a", "exec sleep 30");
        assertThat(health().check().complaints()).contains("10-a did not end");
    }

    @Test
    void complainsAboutACheckThatCantBeRun() throws Exception {
        check("10-a", "");
        Files.writeString(directory.resolve("10-a"), "#!/no/such/interpreter\n");
        assertThat(health().check().complaints()).contains("10-a");
    }

    @Test
    void aMissingDirectoryIsFine() throws Exception {
        assertThat(new HealthCheckDirectory(directory.resolve("none"), Duration.ofSeconds(1))
                        .check()
                        .status())
                .isEqualTo(HealthStatus.OK);
    }

    @Test
    void leavesEachExecutableItsOwnLimit() throws Exception {
        check("10-a", "exit 0");
        check("20-b", "exit 0");
        assertThat(health().timeout()).isGreaterThanOrEqualTo(Duration.ofMillis(2 * 1500));
    }
}
