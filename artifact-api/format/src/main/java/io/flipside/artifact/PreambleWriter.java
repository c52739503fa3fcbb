// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.signature.EcdsaSignatureFormat;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.WorkerThreads;
import io.flipside.artifact.internal.tar.TarEncoder;
import io.flipside.artifact.json.JsonException;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the part of an artifact before the payload: version, manifests, signature, headers. */
record PreambleWriter(ArtifactParts parts, Instant modified, Compression compression, CompressionEffort effort) {
    /** Its bytes. */
    byte[] bytes(@Nullable ArtifactSigner signer) throws IOException {
        byte[] version = HeaderArchiveWriter.version(parts.original().formatVersion());
        StoredHeader header = header("header.tar", parts.original());
        header.digests.put("version", Sha256Calculator.of(version));
        byte[] manifest = header.manifest();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("version", version);
        entries.put("manifest", manifest);
        if (signer != null) {
            entries.put("manifest.sig", signature(signer, manifest));
        }
        if (parts.augment().isPresent()) {
            StoredHeader augment = header("header-augment.tar", parts.augment().get());
            entries.put("manifest-augment", augment.manifest());
            entries.put(header.name, header.archive);
            entries.put(augment.name, augment.archive);
        } else {
            entries.put(header.name, header.archive);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        entries.forEach((name, content) -> all.writeBytes(ContainerWriter.entry(name, content, modified)));
        return all.toByteArray();
    }

    /** Holds a header archive as it is stored, and the digests of what its manifest lists. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record StoredHeader(String name, byte[] archive, Map<String, Digest> digests) {
        byte[] manifest() {
            return new Manifest(digests).bytes();
        }
    }

    private StoredHeader header(String stem, Artifact artifact) throws IOException {
        byte[] archive = CompressionCodecs.compress(
                CompressionCodecs.encoder(compression, effort), HeaderArchiveWriter.archive(artifact, modified));
        Map<String, Digest> digests = new LinkedHashMap<>();
        artifact.payload().files().forEach(file -> digests.put(Manifest.DATA + file.name(), file.digest()));
        String name = stem + compression.extension();
        digests.put(name, Sha256Calculator.of(archive));
        return new StoredHeader(name, archive, digests);
    }

    /** What a reader makes of it, augment section merged in. It is the judge of what is too much: one place knows the limits. */
    static Artifact readBack(byte[] written) throws IOException {
        byte[] end = TarEncoder.end();
        try (InputStream in =
                new SequenceInputStream(new ByteArrayInputStream(written), new ByteArrayInputStream(end))) {
            return new HeaderReader(
                            new ContainerReader(in),
                            ReadOptions.withoutKeys(),
                            new CompressionCodecs(new WorkerThreads(1)))
                    .read()
                    .artifact();
        } catch (MalformedException | JsonException e) {
            throw new IllegalArgumentException("no reader would accept the artifact: " + e.getMessage(), e);
        }
    }

    /** The text of a signature as the format stores it. */
    static byte[] signature(ArtifactSigner signer, byte[] manifest) throws IOException {
        byte[] signature = signer.sign(manifest.clone());
        boolean raw = signature.length == EcdsaSignatureFormat.RAW_LENGTH;
        byte[] stored = raw ? signature : EcdsaSignatureFormat.raw(signature).orElse(signature);
        return Base64.getEncoder().encodeToString(stored).getBytes(StandardCharsets.US_ASCII);
    }
}
