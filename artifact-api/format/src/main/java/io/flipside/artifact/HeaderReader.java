// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.signature.SignatureVerifier;
import io.flipside.artifact.internal.stream.ArrayReadInputStream;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.PositionInput;
import io.flipside.artifact.internal.stream.Sha256Input;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything up to the payload and checks it against the manifest: version, manifest, signature, header,
 * augment section. Used once. Used once.
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
     * What precedes the payload.
     *
     * @param artifact the header's meaning
     * @param compression of the header
     * @param augmented whether there was an augment section
     */
    record Result(Artifact artifact, Compression compression, boolean augmented) {}

    Result read() throws IOException {
        byte[] versionBytes = container.small("version", ArtifactLimits.VERSION);
        int version = HeaderJsonParser.version(versionBytes);
        byte[] manifestBytes = container.small("manifest", ArtifactLimits.MANIFEST);
        boolean signed = signature(manifestBytes);
        Manifest manifest = Manifest.parse(manifestBytes);
        requireDigest(manifest, "version", Sha256.of(versionBytes));
        Optional<Manifest> augment = version == 3 ? augmentManifest() : Optional.empty();
        Stored header = header("header.tar", manifest);
        List<Artifact.ListedFile> files = new ArrayList<>(manifest.files(List.of("version", header.name)));
        Artifact artifact =
                version == 3 ? artifact3(signed, header.files, files) : artifact2(signed, header.files, files);
        if (augment.isPresent()) {
            artifact = augmented(artifact, augment.get(), header.compression);
        }
        requireNoOtherHeader();
        return new Result(artifact, header.compression, augment.isPresent());
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

    /** A header archive that has been read and agrees with its manifest. */
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
    private static final class LimitedInput extends ArrayReadInputStream {
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

    private static Artifact artifact3(boolean signed, HeaderArchive header, List<Artifact.ListedFile> files)
            throws IOException {
        if (header.files().isPresent()) {
            throw new MalformedException("version 3 has no '" + HeaderArchive.FILES + "'");
        }
        HeaderJsonParser.HeaderInfo info = HeaderJsonParser.headerInfo3(header.headerInfo());
        HeaderJsonParser.TypeInfo type = HeaderJsonParser.typeInfo3(header.typeInfo());
        return artifact(3, signed, info, header, payload(info, type, metaData(header), files));
    }

    private static Artifact artifact2(boolean signed, HeaderArchive header, List<Artifact.ListedFile> files)
            throws IOException {
        byte @Nullable [] listed = header.files().orElse(null);
        if (listed == null) {
            throw new MalformedException("version 2 needs '" + HeaderArchive.FILES + "'");
        }
        List<String> names = HeaderJsonParser.files2(listed);
        if (!names.equals(files.stream().map(Artifact.ListedFile::name).toList())) {
            throw new MalformedException("'" + HeaderArchive.FILES + "' and the manifest list different files");
        }
        HeaderJsonParser.HeaderInfo info = HeaderJsonParser.headerInfo2(header.headerInfo());
        HeaderJsonParser.TypeInfo type = HeaderJsonParser.typeInfo2(header.typeInfo());
        return artifact(2, signed, info, header, payload(info, type, metaData(header), files));
    }

    private static Artifact artifact(
            int version,
            boolean signed,
            HeaderJsonParser.HeaderInfo info,
            HeaderArchive header,
            Artifact.Payload payload)
            throws IOException {
        if (payload.type().isEmpty() && !payload.files().isEmpty()) {
            throw new MalformedException("an empty payload has no files");
        }
        return new Artifact(
                version,
                signed,
                info.name(),
                info.group(),
                info.deviceTypes(),
                info.dependsName(),
                info.dependsGroup(),
                header.scripts(),
                payload);
    }

    private static Artifact.Payload payload(
            HeaderJsonParser.HeaderInfo info,
            HeaderJsonParser.TypeInfo type,
            Optional<String> metaData,
            List<Artifact.ListedFile> files) {
        return new Artifact.Payload(
                info.type(), type.provides(), type.depends(), type.clearsProvides(), metaData, files);
    }

    /** The text as it is stored, once it is known to be an object. */
    private static Optional<String> metaData(HeaderArchive header) throws IOException {
        byte @Nullable [] bytes = header.metaData().orElse(null);
        if (bytes == null) {
            return Optional.empty();
        }
        HeaderJsonParser.metaData(bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private Artifact augmented(Artifact original, Manifest manifest, Compression compression) throws IOException {
        Stored header = header("header-augment.tar", manifest);
        if (header.compression != compression
                || !header.files.scripts().isEmpty()
                || header.files.files().isPresent()) {
            throw new MalformedException(
                    "an augment header has the header's compression, and neither scripts nor files");
        }
        List<Artifact.ListedFile> files = new ArrayList<>(original.payload().files());
        List<Artifact.ListedFile> added = manifest.files(List.of(header.name));
        for (Artifact.ListedFile file : added) {
            if (files.stream().anyMatch(known -> known.name().equals(file.name()))) {
                throw new MalformedException("both manifests list '" + file.name() + "'");
            }
        }
        files.addAll(added);
        if (files.size() > ArtifactLimits.FILES) {
            throw new MalformedException("more than " + ArtifactLimits.FILES + " payload files");
        }
        Artifact augment = artifact3(false, header.files, files);
        return new Artifact(
                original.formatVersion(),
                original.signed(),
                original.name(),
                original.group(),
                original.deviceTypes(),
                original.dependsName(),
                original.dependsGroup(),
                original.scripts(),
                merged(original.payload(), augment.payload()));
    }

    private static Artifact.Payload merged(Artifact.Payload original, Artifact.Payload augment) throws IOException {
        Map<String, String> provides = new LinkedHashMap<>(original.provides());
        provides.putAll(augment.provides());
        Map<String, List<String>> depends = new LinkedHashMap<>(original.depends());
        depends.putAll(augment.depends());
        return new Artifact.Payload(
                augment.type(),
                provides,
                depends,
                augment.clearsProvides().or(original::clearsProvides),
                mergedMetaData(original.metaData(), augment.metaData()),
                augment.files());
    }

    private static Optional<String> mergedMetaData(Optional<String> original, Optional<String> augment)
            throws IOException {
        if (original.isEmpty() || augment.isEmpty()) {
            return augment.or(() -> original);
        }
        Map<String, JsonValue> members =
                new LinkedHashMap<>(Json.parse(original.get()).asObject().members());
        members.putAll(Json.parse(augment.get()).asObject().members());
        return Optional.of(Json.text(new JsonObject(members)));
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
