// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import io.flipside.artifact.json.JsonArray;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import io.flipside.device.payload.DeviceBeforeUpdate;
import io.flipside.device.payload.PayloadHandlerAnswers;
import io.flipside.device.payload.RebootNeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Converts the pending artifact of a journal entry to JSON and back. Version 0.1.0 knew one payload whose capabilities it
 * asked at once: its members are still written, so that it can be rolled back to, and read where there are no others. What
 * was not asked yet is written to them as possible, so that an old system undoes what it finds.
 */
final class PendingArtifactFormat {
    private PendingArtifactFormat() {}

    static JsonObject write(PendingArtifact pending) {
        JsonObject.Builder json = JsonObject.builder()
                .put("artifact_name", pending.name())
                .put("payload_type", pending.payloads().stream().findFirst().map(PendingPayload::type))
                .put("rollback", pending.rollback().orElse(true))
                .put("reboot", pending.reboot().orElse(true))
                .put("provides", JsonObject.ofStrings(pending.provides()))
                .put("payloads", payloads(pending.payloads()))
                .put("installed", installed(pending.installed()));
        pending.clears().ifPresent(patterns -> json.put("clears", patterns));
        return json.build();
    }

    private static JsonArray payloads(List<PendingPayload> payloads) {
        List<JsonValue> array = new ArrayList<>();
        for (PendingPayload payload : payloads) {
            PayloadHandlerAnswers answers = payload.answers();
            JsonObject.Builder json = JsonObject.builder().put("type", payload.type());
            answers.fileSizes().ifPresent(answer -> json.put("file_sizes", answer));
            answers.reboot().ifPresent(answer -> json.put("reboot", answer.name()));
            answers.rollback().ifPresent(answer -> json.put("rollback", answer));
            array.add(json.build());
        }
        return new JsonArray(array);
    }

    private static JsonObject installed(DeviceBeforeUpdate installed) {
        return JsonObject.builder()
                .put("artifact_name", installed.artifactName())
                .put("artifact_group", installed.artifactGroup())
                .put("device_type", installed.deviceType())
                .build();
    }

    static PendingArtifact read(JsonObject json) throws JsonException {
        Optional<JsonArray> listed = json.array("payloads");
        Optional<JsonObject> installed = json.object("installed");
        return new PendingArtifact(
                JournalFormat.required(json, "artifact_name"),
                listed.isPresent() ? payloads(listed.get()) : onlyPayload(json),
                new TreeMap<>(json.stringMap("provides").orElseThrow(() -> JournalFormat.missing("provides"))),
                json.strings("clears"),
                installed.isPresent() ? installed(installed.get()) : DeviceBeforeUpdate.UNKNOWN);
    }

    private static List<PendingPayload> payloads(JsonArray array) throws JsonException {
        List<PendingPayload> payloads = new ArrayList<>();
        for (JsonValue value : array.values()) {
            JsonObject json = value.asObject();
            PayloadHandlerAnswers answers = new PayloadHandlerAnswers(
                    json.bool("file_sizes"), json.string("reboot").map(RebootNeed::valueOf), json.bool("rollback"));
            payloads.add(new PendingPayload(JournalFormat.required(json, "type"), answers));
        }
        return payloads;
    }

    private static List<PendingPayload> onlyPayload(JsonObject json) throws JsonException {
        Optional<String> type = json.string("payload_type");
        if (type.isEmpty()) {
            return List.of();
        }
        PayloadHandlerAnswers answers = PayloadHandlerAnswers.UNASKED
                .withReboot(json.bool("reboot").orElse(false) ? RebootNeed.AUTOMATIC : RebootNeed.NO)
                .withRollback(json.bool("rollback").orElse(false));
        return List.of(new PendingPayload(type.get(), answers));
    }

    private static DeviceBeforeUpdate installed(JsonObject json) throws JsonException {
        return new DeviceBeforeUpdate(
                JournalFormat.required(json, "artifact_name"),
                json.string("artifact_group"),
                JournalFormat.required(json, "device_type"));
    }
}
