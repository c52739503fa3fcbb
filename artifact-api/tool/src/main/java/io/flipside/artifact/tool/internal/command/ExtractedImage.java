// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.Ext4Image;
import io.flipside.artifact.tool.internal.image.ImageFile;
import io.flipside.artifact.tool.internal.image.ImagePath;
import io.flipside.artifact.tool.internal.image.TemporaryDirectory;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Holds a copy of an image in a temporary directory, where files in it can be changed before it is saved. Deletes the
 * directory when closed.
 */
abstract sealed class ExtractedImage implements AutoCloseable permits ExtractedArtifact, RawImage {
    private final CommandContext context;
    private final Path file;
    private final OptionalInt partition;
    private final TemporaryDirectory directory;

    /** Begins with an empty directory beside the file, where there is room for as much. */
    ExtractedImage(CommandContext context, Path file, PartitionOptions options) throws IOException {
        this.context = context;
        this.file = file;
        this.partition = options.number();
        this.directory = context.temporaryDirectory(file);
    }

    /** The image in an artifact, or a raw one. */
    static ExtractedImage of(CommandContext context, Path file, PartitionOptions options) throws IOException {
        return RawImage.isOne(file)
                ? new RawImage(context, file, options)
                : new ExtractedArtifact(context, file, options);
    }

    /** The copy, and what it is called in messages. */
    abstract ImageFile image() throws IOException;

    /** The same, or what is never changed. */
    ImageFile readable() throws IOException {
        return image();
    }

    /**
     * Replaces the file by one with the changed image.
     *
     * @param signer signs it, if it is an artifact
     * @param change of what an artifact says of itself
     */
    abstract void save(Optional<ArtifactSigner> signer, UnaryOperator<Artifact> change) throws IOException;

    /** Copies a file out of the image. */
    final void extract(ImagePath path, Path target) throws IOException {
        if (path.directory()) {
            throw ToolException.failed(path.resolve("") + " is the name of a directory; name a file");
        }
        readable().extract(path.path(), target);
    }

    /** Changes files in the image. */
    final void change(Ext4Image.Change change) throws IOException {
        image().change(change);
    }

    final ImageFile image(Path copy, String name) {
        return new ImageFile(copy, name, partition, directory.resolve(""), context.environment());
    }

    final Path file() {
        return file;
    }

    final CommandContext context() {
        return context;
    }

    final Path temporaryFile(String name) {
        return directory.resolve(name);
    }

    @Override
    public final void close() throws IOException {
        directory.close();
    }
}
