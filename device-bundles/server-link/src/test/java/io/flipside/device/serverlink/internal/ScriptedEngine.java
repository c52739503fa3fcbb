// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.update.LogEntry;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** An engine that is told where it is. */
final class ScriptedEngine implements UpdateEngine {
    final List<UpdateRequest> started = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> aborted = new LinkedBlockingQueue<>();
    private volatile Phase phase = Phase.IDLE;

    void isIn(Phase now) {
        phase = now;
    }

    static UpdateStatus status(Phase phase, long done, long total) {
        return status(phase, done, total, Optional.empty());
    }

    static UpdateStatus ended(UpdateStatus.Outcome verdict) {
        return status(Phase.REPORT, 0, 0, Optional.of(new UpdateStatus.Result(verdict, "why")));
    }

    private static UpdateStatus status(Phase phase, long done, long total, Optional<UpdateStatus.Result> result) {
        return new UpdateStatus(
                "d-1",
                UpdateRequest.Mode.MANAGED,
                Optional.of("release-1"),
                phase,
                new UpdateStatus.Progress(done, total),
                result,
                false);
    }

    @Override
    public boolean start(UpdateRequest request) {
        started.add(request);
        return true;
    }

    @Override
    public boolean decide(OperatorDecision decision) {
        return false;
    }

    @Override
    public boolean abort(String id, String why) {
        aborted.add(id + ": " + why);
        return true;
    }

    @Override
    public UpdateStatus status() {
        return status(phase, 0, -1);
    }

    @Override
    public List<LogEntry> log() {
        return List.of(
                new LogEntry(Instant.parse("2026-11-24T07:00:00.123Z"), "info", "it begins"),
                new LogEntry(Instant.parse("2026-11-24T07:00:01Z"), "error", "it \"ends\""));
    }

    @Override
    public SortedMap<String, String> provides() {
        return new TreeMap<>(Map.of("artifact_name", "release 0", "device_type", "dev1", "rootfs-image.version", "v1"));
    }
}
