// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.StateScript;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Formats the contents of an artifact as text, line for line as mender-artifact prints them. Scripts in the field parse
 * this text.
 */
public final class ArtifactTextFormatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss xx 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private final StringBuilder text = new StringBuilder();

    private ArtifactTextFormatter() {}

    /** The whole text, with a newline at its end. */
    public static String of(ArtifactContents contents) throws JsonException {
        var writer = new ArtifactTextFormatter();
        writer.header(contents);
        writer.payload(contents);
        return writer.text.toString();
    }

    private void header(ArtifactContents contents) {
        var artifact = contents.artifact();
        line("Mender artifact:");
        line("  Name: " + artifact.name());
        line("  Format: mender");
        line("  Version: " + artifact.formatVersion());
        line("  Signature: " + contents.signature().text());
        line("  Compatible devices: '[" + String.join(" ", artifact.deviceTypes()) + "]'");
        if (artifact.formatVersion() > 2) {
            line("  Provides group: " + artifact.group().orElse(""));
            line("  Depends on one of artifact(s): [" + String.join(", ", artifact.dependsName()) + "]");
            line("  Depends on one of group(s): [" + String.join(", ", artifact.dependsGroup()) + "]");
        }
        line("  State scripts:");
        artifact.scripts().stream().map(StateScript::name).sorted().forEach(name -> line("    " + name));
        line("");
    }

    private void payload(ArtifactContents contents) throws JsonException {
        var payload = contents.artifact().payload();
        line("Updates:");
        line("    0:");
        line("    Type:   " + payload.type().orElse("Empty type"));
        map("Provides", payload.provides());
        map("Depends", oneLiners(payload.depends()));
        payload.clearsProvides()
                .ifPresent(patterns -> line("    Clears Provides: [\"" + String.join("\", \"", patterns) + "\"]"));
        metaData(payload);
        if (contents.files().isEmpty()) {
            line("    Files: None");
            return;
        }
        line("    Files:");
        contents.files().forEach(this::file);
    }

    private void metaData(Artifact.Payload payload) throws JsonException {
        if (payload.metaData().isEmpty()) {
            line("    Metadata: Nothing");
            return;
        }
        line("    Metadata:");
        PrettyJsonFormatter.text(Json.parse(payload.metaData().get())).lines().forEach(line -> line("\t" + line));
    }

    private void file(ArtifactContents.PayloadFileLine file) {
        line("      name:     " + file.name());
        line("      size:     " + file.size());
        line("      modified: " + time(file.modified()));
        line("      checksum: " + file.digest());
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static Map<String, String> oneLiners(Map<String, List<String>> depends) {
        var lines = new TreeMap<String, String>();
        depends.forEach((key, values) ->
                lines.put(key, values.size() == 1 ? values.get(0) : "[" + String.join(" ", values) + "]"));
        return lines;
    }

    private void map(String title, Map<String, String> entries) {
        line("    " + title + ":" + (entries.isEmpty() ? " Nothing" : ""));
        new TreeMap<>(entries).forEach((key, value) -> line("\t" + key + ": " + value));
    }

    /** Tabs in front are ours; every other control character came with the artifact. */
    private void line(String line) {
        var indent = line.startsWith("\t") ? "\t" : "";
        text.append(indent)
                .append(TerminalEscaping.of(line.substring(indent.length())))
                .append('\n');
    }
}
