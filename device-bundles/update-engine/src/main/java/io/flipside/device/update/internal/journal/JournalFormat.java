// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal.journal;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.json.JsonObject;
import io.flipside.device.payload.Traits;
import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateStatus.Result;
import io.flipside.device.update.UpdateStatus.Verdict;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The journal as JSON. The old and the new system share it across an update and a rollback: new members may be added,
 * what is here keeps its meaning.
 */
final class JournalFormat {
    private JournalFormat() {}

    static String write(Journal journal) {
        UpdateRequest request = journal.request();
        JsonObject.Builder json = JsonObject.builder()
                .put("id", request.id())
                .put("mode", request.mode().name())
                .put("location", request.location().toString())
                .put("artifact_name", request.artifactName())
                .put("phase", journal.phase().name())
                .put("process", journal.process())
                .put("writes", journal.writes())
                .put("attempts", journal.attempts())
                .put("reached", journal.reached())
                .put("restarted", journal.restarted().name())
                .put("agreed", journal.agreed());
        journal.candidate().ifPresent(candidate -> json.put("candidate", candidate(candidate)));
        journal.result()
                .ifPresent(
                        result -> json.put("verdict", result.verdict().name()).put("message", result.message()));
        return Json.text(json.build());
    }

    private static JsonObject candidate(Candidate candidate) {
        JsonObject.Builder json = JsonObject.builder()
                .put("artifact_name", candidate.artifactName())
                .put("payload_type", candidate.payloadType())
                .put("rollback", candidate.traits().rollback())
                .put("reboot", candidate.traits().reboot())
                .put("provides", JsonObject.ofStrings(candidate.provides()));
        candidate.clears().ifPresent(patterns -> json.put("clears", patterns));
        return json.build();
    }

    static Journal read(String text) throws IOException {
        try {
            return journal(Json.parse(text).asObject());
        } catch (JsonException | IllegalArgumentException e) {
            throw new IOException(
                    "the journal of the update in progress can't be understood: " + e.getMessage()
                            + "; remove 'engine.journal' from the state store to give that update up",
                    e);
        }
    }

    private static Journal journal(JsonObject json) throws JsonException {
        UpdateRequest request = new UpdateRequest(
                required(json, "id"),
                UpdateRequest.Mode.valueOf(required(json, "mode")),
                URI.create(required(json, "location")),
                json.string("artifact_name"));
        Optional<JsonObject> candidate = json.object("candidate");
        Optional<String> verdict = json.string("verdict");
        return new Journal(
                request,
                Phase.valueOf(required(json, "phase")),
                required(json, "process"),
                Math.toIntExact(json.integer("writes").orElse(0)),
                Math.toIntExact(json.integer("attempts").orElse(1)),
                json.integer("reached").orElse(0),
                candidate.isPresent() ? Optional.of(candidate(candidate.get())) : Optional.empty(),
                Restarted.valueOf(required(json, "restarted")),
                json.bool("agreed").orElse(false),
                verdict.isPresent()
                        ? Optional.of(new Result(Verdict.valueOf(verdict.get()), required(json, "message")))
                        : Optional.empty());
    }

    private static Candidate candidate(JsonObject json) throws JsonException {
        return new Candidate(
                required(json, "artifact_name"),
                json.string("payload_type"),
                new Traits(
                        json.bool("rollback").orElse(false), json.bool("reboot").orElse(false)),
                new TreeMap<>(json.stringMap("provides").orElseThrow(() -> missing("provides"))),
                json.strings("clears"));
    }

    private static String required(JsonObject json, String key) throws JsonException {
        return json.string(key).orElseThrow(() -> missing(key));
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("member '" + key + "' is missing");
    }
}
