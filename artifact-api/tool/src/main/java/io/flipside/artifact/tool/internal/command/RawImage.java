// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.ReplaceableFile;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.ImageCopy;
import io.flipside.artifact.tool.internal.image.ImageFile;
import io.flipside.artifact.tool.internal.option.OutputOptions;
import io.flipside.artifact.tool.internal.option.PartitionOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Copies an image that is in no artifact: one file system, or a disk with partitions. */
final class RawImage extends ExtractedImage {
    RawImage(CommandContext context, Path file, PartitionOptions options) throws IOException {
        super(context, file, options);
    }

    /** Whether a file is one in which files can be changed. */
    static boolean isOne(Path file) throws IOException {
        return Files.isRegularFile(file) && ImageFile.isChangeable(file);
    }

    /** Of a disk, only the partition is copied. */
    @Override
    ImageFile readable() throws IOException {
        return ImageFile.isDisk(file()) ? image(file(), file() + "") : image();
    }

    @Override
    ImageFile image() throws IOException {
        var copy = temporaryFile("raw");
        if (!Files.exists(copy)) {
            copy(file(), FileChannel.open(copy, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        }
        return image(copy, file() + "");
    }

    @Override
    void save(Optional<ArtifactSigner> signer, UnaryOperator<Artifact> change) throws IOException {
        if (signer.isPresent() || context().options().compression().isPresent()) {
            throw ToolException.failed(file() + " is a raw image, which is neither signed nor compressed; leave "
                    + (signer.isPresent() ? "the key" : "--compression") + " away. Nothing was changed");
        }
        var old = ReplaceableFile.of(OutputOptions.requireDirectory(file()));
        var replacement = old.path().resolveSibling(temporaryFile("").getFileName() + ".part");
        try {
            copy(image().file(), old.open(replacement));
            old.replaceBy(replacement);
        } finally {
            Files.deleteIfExists(replacement);
        }
    }

    private static void copy(Path source, FileChannel target) throws IOException {
        try (target;
                var in = FileChannel.open(source)) {
            ImageCopy.copy(in, target, in.size());
        }
    }
}
