// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.ArtifactReader;
import io.flipside.artifact.ReadOptions;
import io.flipside.artifact.model.ArtifactException;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.SequentialFileInput;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.image.ImageFile;
import io.flipside.artifact.tool.internal.image.ImageKind;
import io.flipside.artifact.tool.internal.text.ArtifactContents;
import io.flipside.artifact.tool.internal.text.ArtifactContents.PayloadFileLine;
import io.flipside.artifact.tool.internal.text.ArtifactContents.SignatureState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens an artifact file, or reads it whole and verifies its checksums and, if keys are given, its signature. */
final class ArtifactFileReader {
    private static final int MOST_THREADS = 4;

    private ArtifactFileReader() {}

    /**
     * Reads everything and believes nothing.
     *
     * @throws ArtifactException if it is not whole, or not signed by one of the keys, if there are any
     */
    static ArtifactContents read(Path file, List<PublicKey> keys) throws IOException {
        try (var reader = open(file, keys)) {
            var files = new ArrayList<PayloadFileLine>();
            for (var next = reader.nextFile(); next.isPresent(); next = reader.nextFile()) {
                files.add(line(next.get()));
            }
            var signed = keys.isEmpty() ? SignatureState.NOT_CHECKED : SignatureState.VERIFIED;
            var state = reader.artifact().signed() ? signed : SignatureState.NONE;
            return new ArtifactContents(reader.artifact(), reader.compression(), state, files);
        }
    }

    /** The same, but a wrong or missing signature is only noted. */
    static ArtifactContents readAnyhow(Path file, List<PublicKey> keys) throws IOException {
        Optional<ArtifactException> refusal = Optional.empty();
        if (!keys.isEmpty()) {
            try {
                return read(file, keys);
            } catch (ArtifactException e) {
                refusal = Optional.of(e); // of the signature, or else the next reading says the same
            }
        }
        if (refusal.isPresent() && !Files.isRegularFile(file)) {
            throw refusal.get(); // what came through a pipe does not come again
        }
        var contents = read(file, List.of());
        if (refusal.isEmpty() || contents.signature() == SignatureState.NONE) {
            return contents;
        }
        return new ArtifactContents(
                contents.artifact(), contents.compression(), SignatureState.WRONG, contents.files());
    }

    /** The artifact's reader, positioned before the first payload file. */
    static ArtifactReader open(Path file, List<PublicKey> keys) throws IOException {
        var source = stream(file);
        try {
            int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
            return ArtifactReader.open(
                    source, new ReadOptions(keys).withThreads(threads).withUnsignedAugment());
        } catch (ArtifactException e) {
            source.close();
            throw rawImage(file).orElse(e);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Fails if it is one that is not changed, as mender-artifact does. */
    static void requireChangeable(ArtifactReader reader, Path file) throws IOException {
        if (reader.augmented()) {
            throw ToolException.failed(
                    file + " has an augment section, and such artifacts are not changed; write it anew");
        }
    }

    /** Says so if an image was given in place of an artifact. */
    private static Optional<ArtifactException> rawImage(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var kind = ImageFile.isDisk(file)
                ? Optional.of("a disk with partitions")
                : ImageKind.of(file).map(ImageKind::description);
        var reason = kind.isPresent()
                ? kind.map(image ->
                        "a raw image: " + image + "; make an artifact of it with: write rootfs-image --file " + file)
                : ImageFile.damage(file);
        return reason.map(what -> new ArtifactException("not an artifact, but " + what));
    }

    private static InputStream stream(Path file) throws IOException {
        if (file.toString().isEmpty() || !Files.exists(file)) {
            throw new ToolException(ExitCode.NO_SUCH_FILE, file + ": no such file", new NoSuchFileException(file + ""));
        }
        if (Files.isDirectory(file)) {
            throw new ToolException(ExitCode.BAD_ARTIFACT, file + " is a directory");
        }
        return SequentialFileInput.open(file);
    }

    private static PayloadFileLine line(PayloadFile file) {
        return new PayloadFileLine(file.name(), file.size(), file.modified(), file.digest());
    }
}
