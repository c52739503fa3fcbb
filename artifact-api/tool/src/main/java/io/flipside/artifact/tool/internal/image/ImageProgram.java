// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.image;

import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs one program of e2fsprogs on an image. It runs in the image's directory, so that no path of the host needs
 * quoting, and at a given time, so that its changes are the same whenever they are made.
 */
final class ImageProgram {
    /** Where distributions put them, though {@code PATH} of a user may lack it. */
    private static final List<String> FALLBACKS = List.of("/usr/sbin", "/sbin");

    private static final Pattern VERSION = Pattern.compile("\\b(\\d{1,4})\\.(\\d{1,4})");
    /** The first one whose debugfs takes the time from outside, and copies extended attributes as they are. */
    private static final String LEAST_VERSION = "1.44";

    private final String name;
    private final Path image;
    private final Map<String, String> variables;
    private final String time;

    ImageProgram(String name, Path image, Map<String, String> variables, Instant time) {
        this.name = name;
        this.image = image;
        this.variables = variables;
        this.time = Long.toString(time.getEpochSecond());
    }

    /** Finds out whether it is there and new enough. */
    void require() throws IOException {
        var banner = run(List.of("-V"), "", false).err();
        var version = VERSION.matcher(banner);
        if (version.find() && older(version.group(1), version.group(2))) {
            throw ToolException.failed(name + " is of e2fsprogs " + version.group() + "; at least " + LEAST_VERSION
                    + " is needed to change files in ext4 images. Nothing was changed");
        }
    }

    private static boolean older(String major, String minor) {
        return Integer.parseInt(major) < 1 || (Integer.parseInt(major) == 1 && Integer.parseInt(minor) < 44);
    }

    /** Runs it on the image. */
    Output run(List<String> options, String input) throws IOException {
        return run(options, input, true);
    }

    private Output run(List<String> options, String input, boolean onImage) throws IOException {
        var command = new ArrayList<>(List.of(program()));
        command.addAll(options);
        if (onImage) {
            command.add(image.getFileName() + "");
        }
        var errors = image.resolveSibling(name + ".err");
        var builder = new ProcessBuilder(command)
                .directory(image.resolveSibling("").toAbsolutePath().toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment());
        var process = builder.start();
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            return new Output(exitCode, out, text(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException(ExitCode.FAILED, "interrupted while " + name + " was running", e);
        } finally {
            process.destroy();
            Files.deleteIfExists(errors);
        }
    }

    /** As it is: what a file system says of itself may be of any encoding. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private Map<String, String> environment() {
        return Map.of(
                "LC_ALL",
                "C",
                "DEBUGFS_PAGER",
                "cat",
                "E2FSCK_CONFIG",
                "/dev/null",
                "E2FSCK_TIME",
                time,
                "E2FSPROGS_FAKE_TIME",
                time,
                "SOURCE_DATE_EPOCH",
                time);
    }

    private String program() throws ToolException {
        var directories =
                new ArrayList<>(List.of(variables.getOrDefault("PATH", "").split(":")));
        directories.addAll(FALLBACKS);
        return directories.stream()
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> ToolException.failed(
                        name + " is missing, which works on ext4 images; install it with: apt-get install e2fsprogs"));
    }

    /** Holds how a run ended, and what it printed. */
    record Output(int exitCode, String out, String err) {
        /** Its complaints in one line, without its name and version. */
        Optional<String> complaint() {
            return err.lines()
                    .filter(line -> !line.matches("(debugfs|e2fsck) \\d.*"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .reduce((all, line) -> all + "; " + line);
        }
    }
}
