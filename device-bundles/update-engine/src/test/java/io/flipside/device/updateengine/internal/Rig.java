// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.config.ConfigurationFault;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.state.StateStore;
import io.flipside.device.update.ApprovalPoint;
import io.flipside.device.update.LogEntry;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateApprover;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.update.UpdateStatus;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.script.StateScriptRunner;
import io.flipside.device.updateengine.internal.testing.FakeHandler;
import io.flipside.device.updateengine.internal.testing.FakeHealthCheck;
import io.flipside.device.updateengine.internal.testing.FakeSource;
import io.flipside.device.updateengine.internal.testing.MenderFile;
import io.flipside.device.updateengine.internal.testing.PowerCut;
import io.flipside.device.updateengine.internal.testing.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A device with an engine whose steps are taken on the test's thread, so that power cuts and restarts are exact. */
final class Rig {
    static final String NEW = "release-2";

    final World world = new World();
    final FakeSource source = new FakeSource();
    final FakeHandler handler;
    final Path directory;
    final Map<ApprovalPoint, String> refusals = new EnumMap<>(ApprovalPoint.class);
    final List<String> asked = new ArrayList<>();
    final List<UpdateStatus> seen = new ArrayList<>();
    Optional<String> complaint = Optional.empty();
    final List<ConfigurationFault> faults = new ArrayList<>();
    List<Path> verifyKeys = List.of();
    boolean managed = true;
    Duration serviceLimit = Duration.ofSeconds(10);
    final UpdateApprover approver = (next, status) -> {
        asked.add(next + status.result().map(end -> " " + end.outcome()).orElse(""));
        return Optional.ofNullable(refusals.get(next));
    };
    StateStore store = world.store();
    /** The handler of every engine from the next one on. */
    PayloadHandler nextHandler;

    private UpdateEngineComponent engine;
    private int processes;
    private int updates;

    Rig(Path directory) throws IOException {
        this(directory, true, true);
    }

    Rig(Path directory, boolean rollback, boolean reboot) throws IOException {
        this.directory = directory;
        this.handler = new FakeHandler(world, rollback, reboot);
        this.nextHandler = handler;
        Files.writeString(directory.resolve("device_type"), "device_type=testboard\n");
        sayWhatRuns();
        this.engine = boot();
    }

    /** A new process on the same device. */
    UpdateEngineComponent boot() {
        processes++;
        engine = swap();
        return engine;
    }

    /** A new engine in the same process. */
    UpdateEngineComponent swap() {
        engine = new UpdateEngineComponent(settings(), "process " + processes);
        engine.bindStore(store);
        engine.bindReboot(() -> {
            world.deeds().add("reboot");
            throw new PowerCut("restart");
        });
        engine.bindSource(source, Map.of(ArtifactSource.SCHEMES, "test"));
        engine.bindHandler(nextHandler, Map.of(PayloadHandler.TYPE, "rootfs-image"));
        engine.bindListener(seen::add);
        engine.bindHealthCheck(new FakeHealthCheck(() -> complaint));
        faults.forEach(engine::bindFault);
        engine.bindApprover(approver);
        return engine;
    }

    EngineSettings settings() {
        Duration quick = Duration.ofMillis(100);
        Duration never = Duration.ZERO;
        return new EngineSettings(
                directory.resolve("engine"),
                directory.resolve("device_type"),
                directory.resolve("artifact_info"),
                verifyKeys,
                Optional.empty(),
                Optional.of(directory.resolve("scripts")),
                managed,
                new EngineSettings.Timeouts(
                        never,
                        never,
                        serviceLimit,
                        quick,
                        quick,
                        quick,
                        Duration.ofSeconds(5),
                        3,
                        new StateScriptRunner.Limits(Duration.ofSeconds(5), Duration.ZERO, quick)));
    }

    UpdateEngineComponent engine() {
        return engine;
    }

    URI offer(MenderFile artifact) {
        return source.offer("artifact" + updates, artifact.bytes());
    }

    static MenderFile release(String name) {
        return MenderFile.named(name)
                .file("image", name.getBytes(StandardCharsets.UTF_8))
                .provides(Map.of("rootfs-image.version", name));
    }

    void start(Mode mode, MenderFile artifact) throws IOException {
        updates++;
        UpdateRequest request = new UpdateRequest("update-" + updates, mode, offer(artifact), Optional.empty());
        if (!engine.start(request)) {
            throw new IllegalStateException("an update is in progress: " + status());
        }
    }

    /** Starts a managed update and sees it through all restarts and power cuts to its end. */
    UpdateStatus update(MenderFile artifact) throws IOException, InterruptedException {
        try {
            start(Mode.MANAGED, artifact);
        } catch (PowerCut e) {
            restart();
        }
        return runToTheEnd();
    }

    /** Goes on until nothing is left to do but what a person decides. */
    UpdateStatus runToTheEnd() throws IOException, InterruptedException {
        boolean more = true;
        while (more) {
            try {
                more = engine.flow().step();
            } catch (PowerCut e) {
                restart();
            }
        }
        return engine.status();
    }

    void restart() throws IOException {
        world.restart();
        sayWhatRuns();
        boot();
    }

    /** Every root filesystem holds its own name. */
    private void sayWhatRuns() throws IOException {
        Files.writeString(directory.resolve("artifact_info"), "artifact_name=" + world.runningSystem() + "\n");
    }

    boolean decide(OperatorDecision decision) throws IOException {
        return engine.decide(decision);
    }

    UpdateStatus status() {
        return engine.status();
    }

    Optional<Outcome> outcome() {
        return status().result().map(UpdateStatus.Result::outcome);
    }

    String message() {
        return status().result().map(UpdateStatus.Result::message).orElse("");
    }

    SortedMap<String, String> provides() throws IOException {
        return engine.provides();
    }

    String artifactName() throws IOException {
        return provides().get("artifact_name");
    }

    List<String> log() {
        return engine.log().stream().map(LogEntry::message).toList();
    }

    List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (UpdateStatus status : seen) {
            if (phases.isEmpty() || phases.get(phases.size() - 1) != status.phase()) {
                phases.add(status.phase());
            }
        }
        return phases;
    }
}
