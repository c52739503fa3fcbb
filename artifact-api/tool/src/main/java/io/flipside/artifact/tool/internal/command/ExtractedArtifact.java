// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.Compression;
import io.flipside.artifact.CompressionEffort;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.ImageCopy;
import io.flipside.artifact.tool.internal.image.ImageFile;
import io.flipside.artifact.tool.internal.option.CompressionChoice;
import io.flipside.artifact.tool.internal.option.OutputOptions;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Copies an artifact's payload files, and writes the artifact anew when they were changed. */
final class ExtractedArtifact extends ExtractedImage {
    static final List<String> CHECKSUMS = List.of("rootfs-image.checksum", "rootfs_image_checksum");

    private final Artifact artifact;
    private final Compression compression;

    ExtractedArtifact(CommandContext context, Path file, PartitionOptions options) throws IOException {
        super(context, file, options);
        try (var reader = ArtifactFileReader.open(file, List.of())) {
            ArtifactFileReader.requireChangeable(reader, file);
            artifact = reader.artifact();
            compression = reader.compression();
            for (var next = reader.nextFile(); next.isPresent(); next = reader.nextFile()) {
                copy(next.get());
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void copy(PayloadFile file) throws IOException {
        try (var in = Channels.newChannel(file.content());
                var out = FileChannel.open(
                        payloadFile(file.name()), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ImageCopy.copy(in, out, file.size());
        }
    }

    /** Its only payload file. */
    @Override
    ImageFile image() throws ToolException {
        var files = artifact.payload().files();
        if (files.size() != 1) {
            throw ToolException.failed(file() + " does not carry one image, but " + files.size() + " files");
        }
        var name = files.get(0).name();
        return image(payloadFile(name), name);
    }

    /** Not under its own name, which may be as long as names can be. */
    private Path payloadFile(String name) {
        var names = artifact.payload().files().stream().map(Artifact.ListedFile::name);
        return temporaryFile("payload-" + names.toList().indexOf(name));
    }

    /** Writes the artifact anew, with the changed files; a former signature is gone, and a new one made if there is a key. */
    @Override
    void save(Optional<ArtifactSigner> signer, UnaryOperator<Artifact> change) throws IOException {
        SignatureLossWarning.warnIfLost(context().environment(), file(), artifact, signer.isPresent());
        var choice = context()
                .options()
                .compression()
                .orElse(new CompressionChoice(compression, CompressionEffort.STANDARD));
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
        new ArtifactWriteRunner(context()).write(writer, OutputOptions.requireDirectory(file()), size);
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
}
