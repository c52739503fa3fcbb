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
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the part of an artifact before the payload: version, manifest, signature, header. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record PreambleWriter(Artifact artifact, Instant modified, Compression compression, byte[] header) {
    void write(ContainerWriter out, @Nullable ArtifactSigner signer) throws IOException {
        String headerName = "header.tar" + compression.extension();
        byte[] version = HeaderArchiveWriter.version(artifact.formatVersion());
        Map<String, Digest> digests = new LinkedHashMap<>();
        artifact.payload().files().forEach(file -> digests.put(Manifest.DATA + file.name(), file.digest()));
        digests.put(headerName, Sha256Calculator.of(header));
        digests.put("version", Sha256Calculator.of(version));
        byte[] manifest = new Manifest(digests).bytes();
        out.entry("version", version);
        out.entry("manifest", manifest);
        if (signer != null) {
            out.entry("manifest.sig", signature(signer, manifest));
        }
        out.entry(headerName, header);
        requireReadable(out);
    }

    /** Our reader is the judge of what is too much: one place knows the limits. */
    private static void requireReadable(ContainerWriter out) throws IOException {
        InputStream end = new ByteArrayInputStream(TarEncoder.end());
        try (InputStream in = new SequenceInputStream(out.written(), end)) {
            new HeaderReader(
                            new ContainerReader(in),
                            ReadOptions.withoutKeys(),
                            new CompressionCodecs(new WorkerThreads(1)))
                    .read();
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
