// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs {@code debugfs} on one image, and recognises failures by its error output. Its exit code is always 0. */
final class Debugfs {
    /** Where distributions put it, though {@code PATH} of a user may lack it. */
    private static final List<String> FALLBACKS = List.of("/usr/sbin", "/sbin");

    private final Path image;
    private final Map<String, String> environment;

    Debugfs(Path image, Map<String, String> environment) {
        this.image = image;
        this.environment = environment;
    }

    /** What one read-only request prints. */
    String ask(String request) throws IOException {
        return run(List.of("-R", request), "").out();
    }

    /** Changes the image; throws with what debugfs says if it says anything. */
    void change(List<String> requests) throws IOException {
        var answer = run(List.of("-w", "-f", "-"), String.join("\n", requests) + "\n");
        if (!answer.err().isEmpty()) {
            throw ToolException.failed("debugfs cannot do that: " + answer.err());
        }
    }

    /** What debugfs complains about when asked; empty if it does not. */
    Optional<String> complaint(String request) throws IOException {
        var err = run(List.of("-R", request), "").err();
        return err.isEmpty() ? Optional.empty() : Optional.of(err);
    }

    /** A path as debugfs reads it back from a request line. */
    static String quoted(String path) throws ToolException {
        if (path.chars().anyMatch(c -> c < ' ' || c == '"')) {
            throw ToolException.failed("a path in an image must not contain quotes or control characters: " + path);
        }
        return '"' + path + '"';
    }

    private Output run(List<String> options, String input) throws IOException {
        var command = new ArrayList<>(List.of(program()));
        command.addAll(options);
        command.add(image.toString());
        var builder = new ProcessBuilder(command);
        builder.environment().put("DEBUGFS_PAGER", "cat");
        builder.environment().put("LC_ALL", "C");
        Optional.ofNullable(environment.get("SOURCE_DATE_EPOCH"))
                .ifPresent(seconds -> builder.environment().put("E2FSPROGS_FAKE_TIME", seconds));
        var errors = Files.createTempFile("debugfs", ".err");
        try {
            var process = builder.redirectError(errors.toFile()).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return new Output(out, withoutBanner(Files.readString(errors)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException(ExitCode.FAILED, "interrupted while debugfs was running", e);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static String withoutBanner(String errors) {
        return errors.lines()
                .filter(line -> !line.startsWith("debugfs "))
                .reduce("", (all, line) -> all.isEmpty() ? line : all + "; " + line)
                .strip();
    }

    private String program() throws ToolException {
        var directories =
                new ArrayList<>(List.of(environment.getOrDefault("PATH", "").split(":")));
        directories.addAll(FALLBACKS);
        return directories.stream()
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "debugfs"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(
                        () -> ToolException.failed(
                                "debugfs is missing, which reaches into ext4 images; install it with: apt-get install e2fsprogs"));
    }

    private record Output(String out, String err) {}
}
