// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.BootState;
import io.flipside.device.console.control.Terminal;
import io.flipside.device.link.ConnectionStatus;
import io.flipside.device.link.ServerConnection;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Implements the commands of standalone updates: install, commit, rollback, resume, status, provides. */
final class UpdateCommands {
    private static final Duration ENGINE_LIMIT = Duration.ofSeconds(5);
    private static final Set<Phase> REBOOTS = Set.of(Phase.REBOOT, Phase.ROLLBACK_REBOOT);

    private final ReplaceableService<UpdateEngine> engine;
    private final ReplaceableService<BootControl> boot;
    private final ReplaceableService<ServerConnection> server;
    private final Supplier<List<String>> faults;

    UpdateCommands(
            ReplaceableService<UpdateEngine> engine,
            ReplaceableService<BootControl> boot,
            ReplaceableService<ServerConnection> server,
            Supplier<List<String>> faults) {
        this.engine = engine;
        this.boot = boot;
        this.server = server;
        this.faults = faults;
    }

    int install(CommandInvocation call) throws IOException, InterruptedException {
        URI location = location(call.onlyArgument("the artifact's file or URL"), call.directory());
        UpdateRequest request = new UpdateRequest(
                UUID.randomUUID().toString(), UpdateRequest.Mode.STANDALONE, location, Optional.empty());
        if (!engine().start(request)) {
            UpdateStatus other = engine().status();
            throw new IOException("another update is in progress (" + StatusFormatter.phase(other) + "); "
                    + (other.mode() == UpdateRequest.Mode.MANAGED
                            ? "the server ordered it: it ends while the agent runs (`flipside daemon`)"
                            : "finish it with `flipside commit` or `flipside rollback`")
                    + ", see `flipside status`");
        }
        return report(call.terminal(), new UpdateProgressWatcher(engine, call.terminal()).await(request.id()));
    }

    int commit(CommandInvocation call) throws IOException, InterruptedException {
        call.allowOnly();
        return rebootDue(call.terminal()) ? ExitCode.REBOOT_REQUIRED : decide(OperatorDecision.COMMIT, call.terminal());
    }

    int rollback(CommandInvocation call) throws IOException, InterruptedException {
        call.allowOnly();
        return decide(OperatorDecision.ROLLBACK, call.terminal());
    }

    int resume(CommandInvocation call) throws IOException, InterruptedException {
        call.allowOnly();
        return rebootDue(call.terminal()) ? ExitCode.REBOOT_REQUIRED : decide(OperatorDecision.RESUME, call.terminal());
    }

    int status(CommandInvocation call) throws IOException, InterruptedException {
        call.allowOnly("--json");
        if (call.arguments().contains("--json")) {
            call.terminal().line(StatusFormatter.json(engine().status(), engine().provides(), faults.get()));
        } else {
            StatusFormatter.lines(engine().status(), engine().provides(), faults.get())
                    .forEach(call.terminal()::line);
            server.now()
                    .map(ServerConnection::status)
                    .filter(now -> now.state() != ConnectionStatus.State.CONNECTED)
                    .ifPresent(now -> call.terminal().line("server: " + now.message()));
        }
        return ExitCode.DONE;
    }

    int showArtifact(CommandInvocation call) throws IOException, InterruptedException {
        call.allowOnly();
        call.terminal().line(engine().provides().getOrDefault("artifact_name", "unknown"));
        return ExitCode.DONE;
    }

    int showProvides(CommandInvocation call) throws IOException, InterruptedException {
        call.allowOnly();
        engine().provides().forEach((key, value) -> call.terminal().line(key + "=" + value));
        return ExitCode.DONE;
    }

    /** Going on before the reboot would look like a reboot into the wrong system, and undo the update. */
    private boolean rebootDue(Terminal terminal) throws IOException, InterruptedException {
        UpdateStatus status = engine().status();
        Optional<BootControl> control = boot.now();
        if (!status.waiting() || !REBOOTS.contains(status.phase()) || control.isEmpty()) {
            return false;
        }
        BootState state = control.get().state();
        boolean due = state.running() != state.next();
        if (due) {
            terminal.error("reboot the device first: slot " + state.running() + " still runs, slot " + state.next()
                    + " is next");
        }
        return due;
    }

    private int decide(OperatorDecision decision, Terminal terminal) throws IOException, InterruptedException {
        UpdateStatus before = engine().status();
        if (before.phase() == Phase.IDLE || !engine().decide(decision)) {
            terminal.error(
                    before.phase() == Phase.IDLE
                            ? "nothing is in progress"
                            : "nothing is in progress that waits for this: " + StatusFormatter.phase(before));
            return ExitCode.NOTHING_IN_PROGRESS;
        }
        UpdateStatus end = new UpdateProgressWatcher(engine, terminal).await(before.id());
        // An update that was rolled back has failed, but whoever asked for that has what he wanted.
        boolean undone = decision == OperatorDecision.ROLLBACK
                && end.result()
                        .filter(result -> result.outcome() == Outcome.FAILURE)
                        .isPresent();
        if (undone) {
            terminal.line("rolled back; the device is as it was before");
        }
        return undone ? ExitCode.DONE : report(terminal, end);
    }

    private static int report(Terminal terminal, UpdateStatus end) {
        if (end.result().isPresent()) {
            return finished(end.result().get(), end, terminal);
        }
        if (REBOOTS.contains(end.phase())) {
            terminal.line(
                    end.phase() == Phase.REBOOT
                            ? "installed; reboot the device, then try it and `flipside commit` or `flipside rollback`"
                            : "undone; reboot the device to run the old system again");
            return ExitCode.REBOOT_REQUIRED;
        }
        terminal.line(
                end.phase() == Phase.AWAIT_COMMIT
                        ? "installed and running; `flipside commit` keeps it, `flipside rollback` undoes it"
                        : "waiting (" + StatusFormatter.phase(end) + "); `flipside resume` goes on");
        return ExitCode.DONE;
    }

    private static int finished(UpdateStatus.Result result, UpdateStatus status, Terminal terminal) {
        String name = status.artifactName().orElse("the artifact");
        switch (result.outcome()) {
            case SUCCESS -> terminal.line(name + " is installed and committed");
            case ALREADY_INSTALLED -> terminal.line(name + " was installed already; nothing was done");
            case FAILURE -> terminal.error("failed: " + result.message() + "; the device is as it was before");
            case INCONSISTENT -> terminal.error("failed and could not be undone: " + result.message());
        }
        boolean good = result.outcome() == Outcome.SUCCESS || result.outcome() == Outcome.ALREADY_INSTALLED;
        return good ? ExitCode.DONE : ExitCode.ERROR;
    }

    private String advice() {
        return faults.get().isEmpty()
                ? "see `flipside bundles`, and whether the configuration has what its example asks of every device"
                : String.join("; ", faults.get());
    }

    private UpdateEngine engine() throws IOException, InterruptedException {
        return engine.await(ENGINE_LIMIT)
                .orElseThrow(() -> new IOException("the update engine is not running: " + advice()));
    }

    static URI location(String text, Path directory) throws IOException {
        if (text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*") || text.startsWith("file:")) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new UsageException("'" + text + "' is not a valid URL: " + e.getReason());
            }
        }
        Path file = directory.resolve(text).normalize();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException(file + ": no such file, or not readable; nothing was changed");
        }
        return file.toUri();
    }
}
