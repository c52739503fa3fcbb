// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.model.Artifact;
import io.flipside.device.payload.PayloadContext;
import io.flipside.device.updateengine.internal.journal.JournalEntry;
import io.flipside.device.updateengine.internal.journal.PendingArtifact;
import io.flipside.device.updateengine.internal.script.StateScriptRunner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that an update needs until it has ended. */
final class UpdateWorkDirectory {
    private final EngineSettings settings;
    private final StateScriptRunner scripts;

    UpdateWorkDirectory(EngineSettings settings, StateScriptRunner scripts) {
        this.settings = settings;
        this.scripts = scripts;
    }

    /** Makes room for an artifact, durably; what an interrupted attempt at the same update has left is kept. */
    void prepare(Artifact artifact) throws IOException {
        Files.createDirectories(settings.payloadDirectory());
        delete(settings.artifactScripts());
        scripts.store(artifact.scripts(), settings.artifactScripts());
        Optional<String> metaData = artifact.payload().metaData();
        if (metaData.isPresent()) {
            Files.writeString(settings.metaData(), metaData.get());
            sync(settings.metaData());
        } else {
            Files.deleteIfExists(settings.metaData());
        }
        sync(settings.workDirectory());
        sync(settings.directory());
    }

    PayloadContext context(JournalEntry entry, PendingArtifact pending) throws IOException {
        Optional<String> metaData = Files.exists(settings.metaData())
                ? Optional.of(Files.readString(settings.metaData()))
                : Optional.empty();
        return new PayloadContext(
                entry.request().id(),
                pending.artifactName(),
                pending.payloadType().orElse(""),
                metaData,
                settings.payloadDirectory());
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

    private static void sync(Path path) throws IOException {
        try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
