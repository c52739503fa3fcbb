// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.json.JsonObject;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.update.UpdateStatus.Result;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Converts journal entries to JSON and back. The old and the new system share the journal across an update and a rollback:
 * new members may be added, those that are here keep their meaning.
 */
final class JournalFormat {
    private JournalFormat() {}

    static String write(JournalEntry entry) {
        UpdateRequest request = entry.request();
        JsonObject.Builder json = JsonObject.builder()
                .put("id", request.id())
                .put("mode", request.mode().name())
                .put("location", request.location().toString())
                .put("artifact_name", request.artifactName())
                .put("phase", entry.phase().name())
                .put("process", entry.process())
                .put("writes", entry.writes())
                .put("attempts", entry.attempts())
                .put("reached", entry.reached())
                .put("restarted", entry.rebooted().name())
                .put("agreed", entry.agreed());
        entry.pending().ifPresent(pending -> json.put("candidate", PendingArtifactFormat.write(pending)));
        entry.result().ifPresent(result -> json.put("verdict", result.outcome().name())
                .put("message", result.message()));
        return Json.text(json.build());
    }

    static JournalEntry read(String text) throws IOException {
        try {
            return entry(Json.parse(text).asObject());
        } catch (JsonException | IllegalArgumentException e) {
            throw new IOException(
                    "the journal of the update in progress can't be understood: " + e.getMessage()
                            + "; remove 'engine.journal' from the state store to give that update up",
                    e);
        }
    }

    private static JournalEntry entry(JsonObject json) throws JsonException {
        UpdateRequest request = new UpdateRequest(
                required(json, "id"),
                UpdateRequest.Mode.valueOf(required(json, "mode")),
                URI.create(required(json, "location")),
                json.string("artifact_name"));
        Optional<JsonObject> pending = json.object("candidate");
        Optional<String> outcome = json.string("verdict");
        return new JournalEntry(
                request,
                Phase.valueOf(required(json, "phase")),
                required(json, "process"),
                Math.toIntExact(json.integer("writes").orElse(0)),
                Math.toIntExact(json.integer("attempts").orElse(1)),
                json.integer("reached").orElse(0),
                pending.isPresent() ? Optional.of(PendingArtifactFormat.read(pending.get())) : Optional.empty(),
                RebootedIntoUpdate.valueOf(required(json, "restarted")),
                json.bool("agreed").orElse(false),
                outcome.isPresent()
                        ? Optional.of(new Result(Outcome.valueOf(outcome.get()), required(json, "message")))
                        : Optional.empty());
    }

    static String required(JsonObject json, String key) throws JsonException {
        return json.string(key).orElseThrow(() -> missing(key));
    }

    static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("member '" + key + "' is missing");
    }
}
