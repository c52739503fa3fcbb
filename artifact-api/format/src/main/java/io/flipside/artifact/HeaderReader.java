// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.signature.SignatureVerifier;
import io.flipside.artifact.internal.stream.AbstractInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.PositionInput;
import io.flipside.artifact.internal.stream.Sha256Input;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an artifact up to the payload (version, manifest, signature, header, augment section), and verifies it against
 * the manifest. Used once.
 */
final class HeaderReader {
    private final ContainerReader container;
    private final ReadOptions options;
    private final CompressionCodecs codecs;

    HeaderReader(ContainerReader container, ReadOptions options, CompressionCodecs codecs) {
        this.container = container;
        this.options = options;
        this.codecs = codecs;
    }

    /**
     * Holds what precedes the payload.
     *
     * @param artifact the header's meaning
     * @param compression of the header
     * @param augmented whether there was an augment section
     * @param rawJson parts of the header as they are stored
     */
    record Result(Artifact artifact, Compression compression, boolean augmented, RawHeaderJson rawJson) {}

    Result read() throws IOException {
        byte[] versionBytes = container.small("version", ArtifactLimits.VERSION);
        int version = HeaderJsonParser.version(versionBytes);
        byte[] manifestBytes = container.small("manifest", ArtifactLimits.MANIFEST);
        boolean signed = signature(manifestBytes);
        Manifest manifest = Manifest.parse(manifestBytes);
        requireDigest(manifest, "version", Sha256Calculator.of(versionBytes));
        Optional<Manifest> augment = version == 3 ? augmentManifest() : Optional.empty();
        Stored header = header("header.tar", manifest);
        List<Artifact.ListedFile> files = new ArrayList<>(manifest.files(List.of("version", header.name)));
        Artifact artifact = version == 3
                ? HeaderArchiveParser.version3(signed, header.files, files)
                : HeaderArchiveParser.version2(signed, header.files, files);
        if (augment.isPresent()) {
            artifact = augmented(artifact, augment.get(), header.compression);
        }
        requireNoOtherHeader();
        return new Result(artifact, header.compression, augment.isPresent(), rawJson(header.files));
    }

    private static RawHeaderJson rawJson(HeaderArchive files) {
        return new RawHeaderJson(
                new String(files.headerInfo(), StandardCharsets.UTF_8),
                new String(files.typeInfo(), StandardCharsets.UTF_8));
    }

    private boolean signature(byte[] manifest) throws IOException {
        boolean signed = container.peek().equals(Optional.of("manifest.sig"));
        if (signed) {
            byte[] signature = container.small("manifest.sig", ArtifactLimits.SIGNATURE);
            if (options.keys().isEmpty()) {
                SignatureVerifier.decode(signature);
            } else {
                new SignatureVerifier(options.keys()).require(manifest, signature);
            }
        } else if (!options.keys().isEmpty()) {
            throw new MalformedException("a signature is required, but the artifact has none");
        }
        return signed;
    }

    private Optional<Manifest> augmentManifest() throws IOException {
        if (!container.peek().equals(Optional.of("manifest-augment"))) {
            return Optional.empty();
        }
        if (!options.keys().isEmpty() && !options.unsignedAugment()) {
            throw new MalformedException("no signature covers an augment section, and signatures are required");
        }
        return Optional.of(Manifest.parse(container.small("manifest-augment", ArtifactLimits.MANIFEST)));
    }

    /** Holds a header archive that has been read and agrees with its manifest. */
    private record Stored(String name, Compression compression, HeaderArchive files) {}

    private Stored header(String stem, Manifest manifest) throws IOException {
        String name = container.peek().orElse("");
        Compression compression = Compression.of(name, stem)
                .orElseThrow(() -> new MalformedException("'" + stem + "' (or .gz, .xz, .zst) expected here"));
        if (container.enter(name).size() > ArtifactLimits.STORED_HEADER) {
            throw new MalformedException("longer than " + ArtifactLimits.STORED_HEADER + " bytes");
        }
        Sha256Input stored = new Sha256Input(container.content());
        HeaderArchive files;
        try (InputStream decompressed = codecs.decompress(compression, stored)) {
            files = HeaderArchive.read(new LimitedInput(decompressed));
        }
        if (stored.read() >= 0) {
            throw new MalformedException("garbage behind the compressed data");
        }
        requireDigest(manifest, name, stored.digest());
        return new Stored(name, compression, files);
    }

    /** Stops a header that decompresses to more than any header needs. */
    private static final class LimitedInput extends AbstractInputStream {
        private final PositionInput in;

        LimitedInput(InputStream in) {
            this.in = new PositionInput(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (in.position() > ArtifactLimits.HEADER) {
                throw new MalformedException(
                        "the header decompresses to more than " + ArtifactLimits.HEADER + " bytes");
            }
            return in.read(target, offset, length);
        }
    }

    private Artifact augmented(Artifact original, Manifest manifest, Compression compression) throws IOException {
        Stored header = header("header-augment.tar", manifest);
        if (header.compression != compression
                || !header.files.scripts().isEmpty()
                || header.files.files().isPresent()) {
            throw new MalformedException(
                    "an augment header has the header's compression, and neither scripts nor files");
        }
        return AugmentMerger.merge(original, header.files, manifest.files(List.of(header.name)));
    }

    private void requireNoOtherHeader() throws IOException {
        Optional<String> next = container.peek();
        if (next.isPresent() && Compression.of(next.get(), PayloadReader.DATA).isEmpty()) {
            container.enter(PayloadReader.DATA);
        }
    }

    private static void requireDigest(Manifest manifest, String name, Digest found) throws MalformedException {
        Digest promised = manifest.require(name);
        if (!promised.equals(found)) {
            throw new MalformedException(
                    "'" + name + "' has SHA-256 " + found + ", but the manifest promises " + promised);
        }
    }
}
