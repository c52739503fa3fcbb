// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.device.update.UpdateStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats the status of an update as text or as JSON. */
final class StatusFormatter {
    private static final int BAR = 30;
    private static final double MIB = 1024.0 * 1024;

    private StatusFormatter() {}

    static List<String> lines(UpdateStatus status, Map<String, String> provides, List<String> faults) {
        List<String> lines = new ArrayList<>();
        faults.forEach(fault -> lines.add("fault:     " + fault + "; nothing is installed until this is corrected"));
        lines.add("artifact:  " + provides.getOrDefault("artifact_name", "unknown"));
        lines.add("device:    " + provides.getOrDefault("device_type", "unknown"));
        if (status.id().isEmpty()) {
            lines.add("update:    none so far");
            return lines;
        }
        String name = status.artifactName().orElse("not known yet");
        lines.add(
                "update:    " + name + " (" + status.mode().name().toLowerCase(Locale.ROOT) + ", " + status.id() + ")");
        lines.add("phase:     " + phase(status) + (status.waiting() ? ", waiting for a decision" : ""));
        if (status.result().isEmpty() && status.progress().total() > 0) {
            lines.add("progress:  " + progress(status.progress(), 0));
        }
        status.result()
                .ifPresent(result ->
                        lines.add("result:    " + result.outcome().name().toLowerCase(Locale.ROOT)
                                + (result.message().isEmpty() ? "" : ": " + result.message())));
        return lines;
    }

    static String json(UpdateStatus status, Map<String, String> provides, List<String> faults) {
        JsonObject.Builder update = JsonObject.builder()
                .put("id", status.id())
                .put("mode", status.mode().name().toLowerCase(Locale.ROOT))
                .put("artifact_name", status.artifactName())
                .put("phase", status.phase().name().toLowerCase(Locale.ROOT))
                .put("waiting", status.waiting())
                .put("bytes_done", status.progress().done())
                .put("bytes_total", status.progress().total());
        status.result().ifPresent(result -> update.put(
                        "result", result.outcome().name().toLowerCase(Locale.ROOT))
                .put("message", result.message()));
        JsonObject.Builder all = JsonObject.builder()
                .put("provides", JsonObject.ofStrings(provides))
                .put("update", update.build());
        if (!faults.isEmpty()) {
            all.put("configuration_faults", faults);
        }
        return Json.text(all.build());
    }

    static String phase(UpdateStatus status) {
        return status.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String progress(UpdateStatus.Progress progress, long bytesPerSecond) {
        String text = String.format(
                Locale.ROOT,
                "%3d %%  %.1f of %.1f MiB",
                progress.done() * 100 / progress.total(),
                progress.done() / MIB,
                progress.total() / MIB);
        return bytesPerSecond == 0 ? text : text + String.format(Locale.ROOT, "  %.1f MiB/s", bytesPerSecond / MIB);
    }

    static String bar(UpdateStatus.Progress progress) {
        int full = (int) (progress.done() * BAR / progress.total());
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }
}
