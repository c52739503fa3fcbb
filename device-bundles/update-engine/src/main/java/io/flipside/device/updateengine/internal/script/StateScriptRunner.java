// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.script;

import io.flipside.artifact.model.StateScript;
import io.flipside.device.support.file.DurableFiles;
import io.flipside.device.support.program.ProgramLimits;
import io.flipside.device.support.program.ProgramResult;
import io.flipside.device.support.program.ProgramRunner;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs state scripts: programs named {@code <State>_<Enter|Leave|Error>_<NN>[_text]}, in the order of their names. Exit
 * code 0 is good, 21 asks to be run again later, anything else fails; what a script says on standard error goes to the
 * update's log.
 */
public final class StateScriptRunner {
    private static final Pattern ARTIFACT_NAME =
            Pattern.compile("Artifact(Install|Reboot|Commit|Rollback|RollbackReboot"
                    + "|Failure)_(Enter|Leave|Error)_[0-9][0-9](_[^\\s/]*)?");
    private static final int RETRY_LATER = 21;
    private static final int KEPT_BYTES = 10 * 1024;
    private static final FileAttribute<Set<PosixFilePermission>> EXECUTABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String VERSIONS = "[23]";

    private final Limits limits;
    private final UpdateLog log;

    /**
     * Holds the limits for the time that a script may take.
     *
     * @param run the longest run
     * @param retryInterval pause after exit code 21
     * @param retryLimit how long exit code 21 is accepted
     */
    public record Limits(Duration run, Duration retryInterval, Duration retryLimit) {}

    public StateScriptRunner(Limits limits, UpdateLog log) {
        this.limits = limits;
        this.log = log;
    }

    /** Stores an artifact's scripts durably in a directory; scripts that no state would run are left out. */
    public void store(List<StateScript> scripts, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (StateScript script : scripts) {
            if (ARTIFACT_NAME.matcher(script.name()).matches()) {
                Path file = directory.resolve(script.name());
                DurableFiles.replace(file, script.content(), EXECUTABLE);
            } else {
                log.warning("the artifact's script '" + script.name() + "' belongs to no state and will not be run");
            }
        }
        DurableFiles.force(directory);
    }

    /**
     * Runs the scripts of one point of the flow, for example {@code ArtifactInstall_Enter}, until one fails.
     *
     * @throws IOException if one fails; the message says which, and what it said last
     */
    public void run(Path directory, String point) throws IOException, InterruptedException {
        List<Path> scripts = find(directory, point);
        if (!scripts.isEmpty()) {
            requireVersion(directory.resolve("version"));
        }
        for (Path script : scripts) {
            log.info("running script " + script.getFileName());
            run(script, directory);
        }
    }

    /** Runs them all the same, but failures are only logged. */
    public void runRegardless(Path directory, String point) throws InterruptedException {
        try {
            run(directory, point);
        } catch (IOException e) {
            log.warning(e.getMessage() + " (ignored at this point)");
        }
    }

    private static List<Path> find(Path directory, String point) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(point) + "_[0-9][0-9](_\\S*)?");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static void requireVersion(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String version = Files.readString(file).strip();
        if (!version.matches(VERSIONS)) {
            throw new IOException(file + " says version '" + version + "'; only 2 and 3 are known");
        }
    }

    private void run(Path script, Path directory) throws IOException, InterruptedException {
        long end = System.nanoTime() + limits.retryLimit().toNanos();
        while (true) {
            ProgramResult ended = start(script, directory);
            ended.errorLines().forEach(line -> log.info(script.getFileName() + ": " + line));
            int exit = ended.exit()
                    .orElseThrow(() ->
                            failed(script, "did not end within " + limits.run().toSeconds() + " s", ended));
            if (exit == 0) {
                return;
            }
            if (exit != RETRY_LATER) {
                throw failed(script, "ended with exit code " + exit, ended);
            }
            if (System.nanoTime() >= end) {
                throw failed(
                        script,
                        "asked to be run later for " + limits.retryLimit().toSeconds() + " s",
                        ended);
            }
            Thread.sleep(limits.retryInterval().toMillis());
        }
    }

    private ProgramResult start(Path script, Path directory) throws IOException, InterruptedException {
        if (!Files.isExecutable(script)) {
            throw new IOException("script " + script + " is not executable");
        }
        return new ProgramRunner(
                        List.of(script.toAbsolutePath().toString()),
                        directory,
                        new ProgramLimits(limits.run(), KEPT_BYTES, KEPT_BYTES))
                .run();
    }

    private static IOException failed(Path script, String how, ProgramResult ended) {
        List<String> lines = ended.errorLines();
        String last = lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1).strip();
        return new IOException("script " + script.getFileName() + " " + how + last);
    }
}
