// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.script;

import io.flipside.device.health.HealthCheck;
import io.flipside.device.health.HealthResult;
import io.flipside.device.health.HealthStatus;
import io.flipside.device.support.program.ProgramLimits;
import io.flipside.device.support.program.ProgramResult;
import io.flipside.device.support.program.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the executables of a directory of the root filesystem, in the order of their names, as one health check. */
public final class HealthCheckDirectory implements HealthCheck {
    private static final int KEPT_BYTES = 10 * 1024;
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Path directory;
    private final Duration limit;

    /** The limit is that of each executable. */
    public HealthCheckDirectory(Path directory, Duration limit) {
        this.directory = directory;
        this.limit = limit;
    }

    @Override
    public String name() {
        return "executables in " + directory;
    }

    /** Leaves each executable its own limit. */
    @Override
    public Duration timeout() {
        try {
            return limit.multipliedBy(executables().size()).plus(SLACK);
        } catch (IOException e) {
            return SLACK;
        }
    }

    @Override
    public HealthResult check() throws InterruptedException {
        try {
            for (Path executable : executables()) {
                Optional<String> complaint = complaint(executable);
                if (complaint.isPresent()) {
                    return HealthResult.of(HealthStatus.CRITICAL, complaint.get());
                }
            }
            return HealthResult.ok();
        } catch (IOException e) {
            return HealthResult.of(HealthStatus.HEALTH_CHECK_ERROR, "can't be run: " + e.getMessage());
        }
    }

    private List<Path> executables() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .sorted()
                    .toList();
        }
    }

    private Optional<String> complaint(Path executable) throws IOException, InterruptedException {
        ProgramResult result = new ProgramRunner(
                        List.of(executable.toAbsolutePath().toString()),
                        directory,
                        new ProgramLimits(limit, KEPT_BYTES, KEPT_BYTES))
                .run();
        if (result.exit().isEmpty()) {
            return Optional.of(executable.getFileName() + " did not end within " + limit.toSeconds() + " s");
        }
        int exit = result.exit().get();
        return exit == 0
                ? Optional.empty()
                : Optional.of(executable.getFileName() + ": "
                        + lastLine(result.error())
                                .or(() -> lastLine(result.output()))
                                .orElse("exit code " + exit));
    }

    private static Optional<String> lastLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((first, second) -> second);
    }
}
