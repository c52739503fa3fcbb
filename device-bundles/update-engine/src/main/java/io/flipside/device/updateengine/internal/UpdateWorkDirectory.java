// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.RawHeaderJson;
import io.flipside.artifact.model.Artifact;
import io.flipside.device.payload.ArtifactDescription;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.payload.PayloadDescription;
import io.flipside.device.support.file.DurableFiles;
import io.flipside.device.updateengine.internal.journal.PendingArtifact;
import io.flipside.device.updateengine.internal.journal.PendingPayload;
import io.flipside.device.updateengine.internal.script.StateScriptRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Manages the directory with the files of the current update: scripts, parts of the header, and the payload's own
 * files.
 */
final class UpdateWorkDirectory {
    private static final String NO_TEXT = "{}";

    private final EngineSettings settings;
    private final StateScriptRunner scripts;

    UpdateWorkDirectory(EngineSettings settings, StateScriptRunner scripts) {
        this.settings = settings;
        this.scripts = scripts;
    }

    /** Makes room for an artifact, durably; what an interrupted attempt at the same update has left is kept. */
    void prepare(Artifact artifact, RawHeaderJson rawJson) throws IOException {
        Files.createDirectories(settings.payloadDirectory());
        delete(settings.artifactScripts());
        scripts.store(artifact.scripts(), settings.artifactScripts());
        store(settings.headerInfo(), Optional.of(rawJson.headerInfo()));
        store(settings.typeInfo(), Optional.of(rawJson.typeInfo()));
        store(settings.metaData(), artifact.payload().metaData());
        DurableFiles.force(settings.workDirectory());
        DurableFiles.force(settings.directory());
    }

    private static void store(Path file, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            DurableFiles.replace(file, text.get().getBytes(StandardCharsets.UTF_8));
        } else {
            Files.deleteIfExists(file);
        }
    }

    /** Makes what the handler of a payload is told. An update that version 0.1.0 began has only the meta-data. */
    PayloadContext context(String updateId, PendingArtifact pending, int index) throws IOException {
        List<PayloadDescription> payloads = new ArrayList<>();
        for (PendingPayload payload : pending.payloads()) {
            payloads.add(new PayloadDescription(
                    payload.type(),
                    text(settings.typeInfo()).orElse(NO_TEXT),
                    text(settings.metaData()),
                    payload.answers()));
        }
        ArtifactDescription artifact = new ArtifactDescription(
                pending.name(), pending.group(), text(settings.headerInfo()).orElse(NO_TEXT), payloads);
        return new PayloadContext(updateId, artifact, index, pending.installed(), settings.payloadDirectory());
    }

    private static Optional<String> text(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    void clear() throws IOException {
        delete(settings.workDirectory());
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(tree)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
