// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.script;

import io.flipside.device.update.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The health checks of the root filesystem: executables in a directory, in the order of their names. */
public final class HealthCheckDirectory implements HealthCheck {
    private final Path directory;
    private final Duration limit;

    public HealthCheckDirectory(Path directory, Duration limit) {
        this.directory = directory;
        this.limit = limit;
    }

    @Override
    public Optional<String> complaint() {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> checks = files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .sorted()
                    .toList();
            for (Path check : checks) {
                Optional<String> complaint = complaint(check);
                if (complaint.isPresent()) {
                    return complaint;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the health checks in " + directory + " can't be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the health checks were interrupted");
        }
    }

    private Optional<String> complaint(Path check) throws IOException, InterruptedException {
        Program.Ended ended = Program.run(check, directory, limit);
        if (ended.exit().isEmpty()) {
            return Optional.of(check.getFileName() + " did not end within " + limit.toSeconds() + " s");
        }
        int exit = ended.exit().get();
        return exit == 0
                ? Optional.empty()
                : Optional.of(check.getFileName() + ": "
                        + lastLine(ended.error())
                                .or(() -> lastLine(ended.out()))
                                .orElse("exit code " + exit));
    }

    private static Optional<String> lastLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((first, second) -> second);
    }
}
