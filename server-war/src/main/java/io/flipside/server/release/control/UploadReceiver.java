// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import io.flipside.artifact.ArtifactReader;
import io.flipside.artifact.ReadOptions;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.ArtifactMetadata.FileInfo;
import io.flipside.server.release.entity.StoredArtifact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Receives an uploaded artifact: verifies it while storing its bytes, and adds its row only if it is complete. */
@ApplicationScoped
public class UploadReceiver {
    private static final int LONGEST_NAME = 256;

    @Inject
    TransactionRunner transactions;

    @Inject
    ArtifactRepository artifacts;

    @Inject
    ArtifactStore store;

    @Inject
    StoreIdentityChecker identity;

    @Inject
    @ConfigProperty(name = "flipside.artifact.max-bytes")
    long mostBytes;

    /** Stores what the stream delivers. Blocks as long as the sender takes. */
    public StoredArtifact store(InputStream source, String description, OptionalLong expectedSize) throws IOException {
        String id = UUID.randomUUID().toString();
        try (ArtifactStore.Upload upload = store.begin(id)) {
            StoredArtifact artifact = receive(id, source, upload.output(), description, expectedSize);
            upload.publish();
            addOrForget(artifact);
            return artifact;
        } catch (ArtifactException e) {
            throw ErrorResponseException.badRequest("not an acceptable artifact: " + e.getMessage());
        }
    }

    /** The bytes are there before the row, so that no row is ever without bytes. */
    private void addOrForget(StoredArtifact artifact) throws IOException {
        try {
            transactions.run(() -> {
                // It locks its row: of two uploads at once, the later one sees the earlier one's artifact.
                identity.advance();
                artifacts.add(artifact);
            });
        } catch (ErrorResponseException e) {
            // A row may be there all the same: the answer to its commit may have been lost. What is left is swept.
            if (artifacts.find(artifact.id()).isEmpty()) {
                store.delete(artifact.id());
            }
            throw e;
        }
    }

    private StoredArtifact receive(
            String id, InputStream source, OutputStream output, String description, OptionalLong expectedSize)
            throws IOException {
        DigestingTeeInput recording = new DigestingTeeInput(source, output, mostBytes);
        // Closing the reader would close the request's stream, from which the rest still has to come.
        @SuppressWarnings("resource")
        ArtifactReader reader = ArtifactReader.open(recording, ReadOptions.withoutKeys());
        Artifact artifact = reader.artifact();
        ArtifactMetadata early = ArtifactMetadataMapper.of(artifact, List.of());
        if (artifact.name().length() > LONGEST_NAME) {
            throw ErrorResponseException.badRequest(
                    "the artifact's name is longer than " + LONGEST_NAME + " characters");
        }
        artifacts.refuseOverlap(artifact.name(), early);
        ArtifactMetadata metadata = ArtifactMetadataMapper.of(artifact, readFiles(reader));
        recording.drain();
        StoredArtifact.Content content = recording.content();
        if (expectedSize.isPresent() && expectedSize.getAsLong() != content.size()) {
            throw ErrorResponseException.badRequest("the artifact has " + content.size()
                    + " bytes, but part 'size' announced " + expectedSize.getAsLong());
        }
        return new StoredArtifact(id, artifact.name(), description, metadata, content);
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
