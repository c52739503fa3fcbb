// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.artifact.ArtifactReader;
import io.flipside.artifact.ReadOptions;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.server.change.Changes;
import io.flipside.server.http.HttpException;
import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.ArtifactMetadata.FileInfo;
import io.flipside.server.release.entity.StoredArtifact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Receives an uploaded artifact: verifies it while it is written to the store, and adds it only if it is whole. */
@ApplicationScoped
public class UploadReceiver {
    private static final int LONGEST_NAME = 256;

    @Inject
    Changes changes;

    @Inject
    ArtifactRepository artifacts;

    @Inject
    DirectoryArtifactStore files;

    @Inject
    @ConfigProperty(name = "flipside.artifact.max-bytes")
    long mostBytes;

    /** Stores what the stream delivers. Blocks as long as the sender takes. */
    public StoredArtifact store(InputStream source, String description, OptionalLong expectedSize) throws IOException {
        Path part = files.newPart();
        try {
            StoredArtifact artifact = receive(source, part, description, expectedSize);
            files.publish(part, artifact.id());
            addOrForget(artifact);
            return artifact;
        } catch (ArtifactException e) {
            throw HttpException.badRequest("not an acceptable artifact: " + e.getMessage());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void addOrForget(StoredArtifact artifact) {
        boolean added = false;
        try {
            changes.make(() -> artifacts.add(artifact));
            added = true;
        } finally {
            if (!added) {
                files.delete(artifact.id());
            }
        }
    }

    private StoredArtifact receive(InputStream source, Path part, String description, OptionalLong expectedSize)
            throws IOException {
        try (OutputStream file = new DurableFileOutput(part)) {
            DigestingTeeInput recording = new DigestingTeeInput(source, file, mostBytes);
            // Closing the reader would close the request's stream, from which the rest still has to come.
            @SuppressWarnings("resource")
            ArtifactReader reader = ArtifactReader.open(recording, ReadOptions.withoutKeys());
            Artifact artifact = reader.artifact();
            ArtifactMetadata early = ArtifactMetadataMapper.of(artifact, List.of());
            if (artifact.name().length() > LONGEST_NAME) {
                throw HttpException.badRequest("the artifact's name is longer than " + LONGEST_NAME + " characters");
            }
            artifacts.refuseDuplicate(artifact.name(), early.dependsDigest());
            ArtifactMetadata metadata = ArtifactMetadataMapper.of(artifact, readFiles(reader));
            recording.drain();
            StoredArtifact.Content content = recording.content();
            if (expectedSize.isPresent() && expectedSize.getAsLong() != content.size()) {
                throw HttpException.badRequest("the artifact has " + content.size()
                        + " bytes, but part 'size' announced " + expectedSize.getAsLong());
            }
            return new StoredArtifact(UUID.randomUUID().toString(), artifact.name(), description, metadata, content);
        }
    }

    /** Reading each file to its end is what verifies it. */
    private static List<FileInfo> readFiles(ArtifactReader reader) throws IOException {
        List<FileInfo> read = new ArrayList<>();
        for (var next = reader.nextFile(); next.isPresent(); next = reader.nextFile()) {
            PayloadFile file = next.get();
            file.content().transferTo(OutputStream.nullOutputStream());
            read.add(new FileInfo(file.name(), file.digest().hex(), file.size()));
        }
        return read;
    }
}
