// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.update.LogEntry;
import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateEngine;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shows a prepared sequence of states after a start or a decision; the last one stays. */
final class FakeEngine implements UpdateEngine {
    final Deque<UpdateStatus> script = new ArrayDeque<>();
    final List<UpdateRequest> requests = new ArrayList<>();
    final List<OperatorDecision> decisions = new ArrayList<>();
    final SortedMap<String, String> provides = new TreeMap<>();
    UpdateStatus now = status(Phase.IDLE, false);
    boolean busy;
    String id = "";

    static UpdateStatus status(Phase phase, boolean waiting) {
        return new UpdateStatus(
                "",
                UpdateRequest.Mode.STANDALONE,
                Optional.of("release-2"),
                phase,
                new UpdateStatus.Progress(50 << 20, 100 << 20),
                Optional.empty(),
                waiting);
    }

    static UpdateStatus ended(UpdateStatus.Outcome verdict, String message) {
        UpdateStatus idle = status(Phase.IDLE, false);
        return new UpdateStatus(
                "",
                idle.mode(),
                idle.artifactName(),
                Phase.IDLE,
                idle.progress(),
                Optional.of(new UpdateStatus.Result(verdict, message)),
                false);
    }

    @Override
    public boolean start(UpdateRequest request) {
        if (busy) {
            return false;
        }
        requests.add(request);
        id = request.id();
        return true;
    }

    @Override
    public boolean decide(OperatorDecision decision) {
        if (!now.waiting()) {
            return false;
        }
        decisions.add(decision);
        now = status(Phase.COMMIT, false);
        return true;
    }

    @Override
    public boolean abort(String id, String why) {
        return false;
    }

    @Override
    public UpdateStatus status() {
        boolean moves = !requests.isEmpty() || !decisions.isEmpty();
        if (moves && !script.isEmpty()) {
            now = script.pop();
        }
        return new UpdateStatus(
                id, now.mode(), now.artifactName(), now.phase(), now.progress(), now.result(), now.waiting());
    }

    @Override
    public List<LogEntry> log() {
        return List.of();
    }

    @Override
    public SortedMap<String, String> provides() {
        return provides;
    }
}
