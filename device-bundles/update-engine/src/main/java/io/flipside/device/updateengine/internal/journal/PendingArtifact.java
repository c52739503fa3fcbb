// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.ProvidesRules;
import io.flipside.device.payload.DeviceBeforeUpdate;
import io.flipside.device.payload.PayloadHandlerAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Holds what the journal records of the artifact being installed: name, payloads, provides; immutable.
 *
 * @param name the artifact's name
 * @param payloads its payloads in their order; at most one today, none if there is nothing to install
 * @param provides what the device provides once it is installed, name and group included
 * @param clears patterns of provides that it erases; empty: all
 * @param installed what was installed when the update began
 */
public record PendingArtifact(
        String name,
        List<PendingPayload> payloads,
        SortedMap<String, String> provides,
        Optional<List<String>> clears,
        DeviceBeforeUpdate installed) {
    public PendingArtifact {
        payloads = List.copyOf(payloads);
        if (payloads.size() > 1) {
            throw new IllegalArgumentException("artifact '" + name + "' has " + payloads.size()
                    + " payloads, but this version of the agent installs artifacts with one payload only");
        }
    }

    /** Takes from an artifact what matters after its last byte. */
    public static PendingArtifact of(Artifact artifact, DeviceBeforeUpdate installed) {
        Artifact.Payload payload = artifact.payload();
        SortedMap<String, String> provides = new TreeMap<>(payload.provides());
        provides.put(ProvidesRules.ARTIFACT_NAME, artifact.name());
        artifact.group().ifPresent(group -> provides.put(ProvidesRules.ARTIFACT_GROUP, group));
        List<PendingPayload> payloads = payload.type().stream()
                .map(type -> new PendingPayload(type, PayloadHandlerAnswers.UNASKED))
                .toList();
        return new PendingArtifact(artifact.name(), payloads, provides, payload.clearsProvides(), installed);
    }

    /** Replaces the answers of one payload's handler. */
    public PendingArtifact with(int index, PayloadHandlerAnswers answers) {
        List<PendingPayload> changed = new ArrayList<>(payloads);
        changed.set(index, new PendingPayload(payloads.get(index).type(), answers));
        return new PendingArtifact(name, changed, provides, clears, installed);
    }

    /** Returns whether it is the same artifact, whatever the handlers have answered. */
    public boolean sameArtifact(PendingArtifact other) {
        return unasked().equals(other.unasked());
    }

    private PendingArtifact unasked() {
        List<PendingPayload> reset = payloads.stream()
                .map(payload -> new PendingPayload(payload.type(), PayloadHandlerAnswers.UNASKED))
                .toList();
        return new PendingArtifact(name, reset, provides, clears, installed);
    }

    /** Returns the artifact group, if it has one. */
    public Optional<String> group() {
        return Optional.ofNullable(provides.get(ProvidesRules.ARTIFACT_GROUP));
    }

    /** Returns whether all payloads can be rolled back; empty if that was not asked yet. */
    public Optional<Boolean> rollback() {
        boolean allAnswered = payloads.stream()
                .allMatch(payload -> payload.answers().rollback().isPresent());
        boolean refused =
                payloads.isEmpty() || any(answers -> !answers.rollback().orElse(true));
        return refused || allAnswered ? Optional.of(!refused) : Optional.empty();
    }

    /** Returns whether a payload needs a reboot; empty if that was not asked yet. */
    public Optional<Boolean> reboot() {
        boolean allAnswered =
                payloads.stream().allMatch(payload -> payload.answers().reboot().isPresent());
        boolean needed = any(PayloadHandlerAnswers::needsReboot);
        return needed || allAnswered ? Optional.of(needed) : Optional.empty();
    }

    private boolean any(Function<PayloadHandlerAnswers, Boolean> question) {
        return payloads.stream().map(PendingPayload::answers).anyMatch(question::apply);
    }

    /** Computes what the device provides once this is committed. */
    public SortedMap<String, String> installedOver(Map<String, String> before) {
        return ProvidesRules.merge(before, provides, clears);
    }
}
