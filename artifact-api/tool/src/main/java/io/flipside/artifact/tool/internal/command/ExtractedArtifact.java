// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.artifact.CompressionEffort;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.Ext4Image;
import io.flipside.artifact.tool.internal.image.ImageFile;
import io.flipside.artifact.tool.internal.image.ImagePath;
import io.flipside.artifact.tool.internal.image.TemporaryDirectory;
import io.flipside.artifact.tool.internal.option.CompressionChoice;
import io.flipside.artifact.tool.internal.option.OutputOptions;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Extracts an artifact's payload files to a temporary directory, where they can be changed before the artifact is
 * written anew. Deletes the directory when closed.
 */
final class ExtractedArtifact implements AutoCloseable {
    static final List<String> CHECKSUMS = List.of("rootfs-image.checksum", "rootfs_image_checksum");

    private final CommandContext context;
    private final Path artifactFile;
    private final OptionalInt partition;
    private final TemporaryDirectory directory;
    private final Artifact artifact;
    private final Compression compression;

    /** Unpacks it; temporary files go beside the artifact, where there is room for as much. */
    ExtractedArtifact(CommandContext context, Path artifactFile, PartitionOptions options) throws IOException {
        this.context = context;
        this.partition = options.number();
        this.artifactFile = artifactFile;
        this.directory = context.temporaryDirectory(artifactFile);
        try (var reader = ArtifactFileReader.open(artifactFile, List.of())) {
            artifact = reader.artifact();
            compression = reader.compression();
            if (reader.augmented()) {
                throw ToolException.failed(artifactFile + " has an augment section; such artifacts are not changed");
            }
            for (var next = reader.nextFile(); next.isPresent(); next = reader.nextFile()) {
                Files.copy(next.get().content(), payloadFile(next.get().name()));
            }
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Copies a file out of the file system in its only payload file. */
    void extract(ImagePath path, Path target) throws IOException {
        if (path.directory()) {
            throw ToolException.failed(path.path() + "/ is the name of a directory; name a file");
        }
        image().extract(path.path(), target);
    }

    /** Changes files in the file system in its only payload file. */
    void change(Ext4Image.Change change) throws IOException {
        image().change(change);
    }

    private ImageFile image() throws ToolException {
        var files = artifact.payload().files();
        if (files.size() != 1) {
            throw ToolException.failed(artifactFile + " does not carry one image, but " + files.size() + " files");
        }
        var name = files.get(0).name();
        return new ImageFile(payloadFile(name), name, partition, directory.resolve(""), context.environment());
    }

    /** Not under its own name, which may be as long as names can be. */
    private Path payloadFile(String name) {
        var names = artifact.payload().files().stream().map(Artifact.ListedFile::name);
        return directory.resolve("payload-" + names.toList().indexOf(name));
    }

    Path temporaryFile(String name) {
        return directory.resolve(name);
    }

    /** Writes the artifact anew, with the changed files; a former signature is gone, and a new one made if there is a key. */
    void save(Optional<ArtifactSigner> signer, UnaryOperator<Artifact> change) throws IOException {
        SignatureLossWarning.warnIfLost(context.environment(), artifactFile, artifact, signer.isPresent());
        var choice =
                context.options().compression().orElse(new CompressionChoice(compression, CompressionEffort.STANDARD));
        var writer = ArtifactWriter.like(change.apply(artifact))
                .compression(choice.compression())
                .effort(choice.effort());
        long size = 0;
        for (var file : artifact.payload().files()) {
            writer.file(file.name(), payloadFile(file.name()));
            size += Files.size(payloadFile(file.name()));
        }
        renewChecksum(writer);
        signer.ifPresent(writer::signer);
        new ArtifactWriteRunner(context).write(writer, OutputOptions.requireDirectory(artifactFile), size);
    }

    private void renewChecksum(ArtifactWriter writer) throws IOException {
        var payload = artifact.payload();
        for (var checksum : CHECKSUMS) {
            if (payload.provides().containsKey(checksum) && payload.files().size() == 1) {
                var image = payloadFile(payload.files().get(0).name());
                writer.provides(checksum, Sha256Calculator.of(image).hex());
            }
        }
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
