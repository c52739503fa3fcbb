// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.Artifact;
import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.artifact.Digest;
import io.flipside.artifact.Effort;
import io.flipside.artifact.tool.internal.Session;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.Ext4Image;
import io.flipside.artifact.tool.internal.image.TemporaryDirectory;
import io.flipside.artifact.tool.internal.option.CompressionChoice;
import io.flipside.artifact.tool.internal.option.OutputOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The image that an artifact carries, taken out of it for as long as this is open. */
final class PayloadImage implements AutoCloseable {
    static final List<String> CHECKSUMS = List.of("rootfs-image.checksum", "rootfs_image_checksum");

    private final Session session;
    private final Path artifactFile;
    private final TemporaryDirectory directory;
    private final Artifact artifact;
    private final Compression compression;
    private final Path imageFile;

    /** Takes the image out; temporary files go beside the artifact, where there is room for as much. */
    PayloadImage(Session session, Path artifactFile) throws IOException {
        this.session = session;
        this.artifactFile = artifactFile;
        this.directory = new TemporaryDirectory(artifactFile);
        try (var reader = ArtifactFiles.open(artifactFile, List.of())) {
            artifact = reader.artifact();
            compression = reader.compression();
            var files = artifact.payload().files();
            if (files.size() != 1 || reader.augmented()) {
                throw ToolException.failed(artifactFile + " does not carry one image, but " + files.size() + " files"
                        + (reader.augmented() ? " and an augment section" : ""));
            }
            imageFile = directory.resolve(files.get(0).name());
            for (var next = reader.nextFile(); next.isPresent(); next = reader.nextFile()) {
                Files.copy(next.get().content(), imageFile);
            }
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** The file system in it. */
    Ext4Image fileSystem() throws IOException {
        return Ext4Image.open(imageFile, session.environment());
    }

    Path temporaryFile(String name) {
        return directory.resolve(name);
    }

    /** Writes the artifact anew, with the changed image; a former signature is gone, and a new one made if there is a key. */
    void save(Optional<PrivateKey> key, UnaryOperator<Artifact> change) throws IOException {
        Signatures.warnIfLost(session, artifactFile, artifact, key.isPresent());
        var choice = session.global().compression().orElse(new CompressionChoice(compression, Effort.STANDARD));
        var writer = ArtifactWriter.like(change.apply(artifact))
                .file(imageFile)
                .compression(choice.compression())
                .effort(choice.effort());
        for (var checksum : CHECKSUMS) {
            if (artifact.payload().provides().containsKey(checksum)) {
                writer.provides(checksum, digest().hex());
            }
        }
        key.map(ArtifactSigner::of).ifPresent(writer::signer);
        new Writing(session).write(writer, OutputOptions.requireDirectory(artifactFile), Files.size(imageFile));
    }

    private Digest digest() throws IOException {
        return Digests.of(imageFile);
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
