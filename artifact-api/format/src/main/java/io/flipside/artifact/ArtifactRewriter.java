// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.WorkerThreads;
import io.flipside.artifact.internal.tar.TarEntry;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.ArtifactException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Signs an existing artifact or changes its header, and copies the payload unchanged. Source and target may be the same
 * file: it is replaced only when the new one is whole. Payload checksums are not verified on the way; read the result
 * for that. Thread-safe.
 */
public final class ArtifactRewriter {
    private ArtifactRewriter() {}

    /**
     * Adds a signature; every other byte stays as it is.
     *
     * @param replace whether a signature that is there may be replaced
     * @throws ArtifactException if the source is no artifact, or is signed and must not be signed again
     * @throws IOException if reading, writing or signing fails
     */
    public static void sign(Path source, Path target, ArtifactSigner signer, boolean replace) throws IOException {
        Signed layout = layout(source);
        if (layout.signatureEnd > layout.manifestEnd && !replace) {
            throw new ArtifactException(
                    source + " is signed already; say explicitly that its signature is to be replaced");
        }
        try (ContainerWriter out = new ContainerWriter(target, Instant.EPOCH);
                InputStream in = new BufferedInputStream(Files.newInputStream(source), 256 << 10)) {
            copy(in, out, layout.manifestEnd);
            out.entry("manifest.sig", PreambleWriter.signature(signer, layout.manifest));
            in.skipNBytes(layout.signatureEnd - layout.manifestEnd);
            in.transferTo(out.stream());
            out.finishAsCopied();
        }
    }

    /**
     * Changes what an artifact says of itself. Its former signature is gone; the payload stays byte for byte.
     *
     * @param change from the old description to the new one; format version and payload files must stay
     * @param signer signs the new one, if any
     * @return the new description
     * @throws ArtifactException if the source is no artifact, or has an augment section
     * @throws IOException if reading, writing or signing fails
     * @throws IllegalArgumentException if the new description can't be written; the message says what to change
     */
    public static Artifact modify(
            Path source, Path target, UnaryOperator<Artifact> change, Optional<ArtifactSigner> signer)
            throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            ContainerReader container = new ContainerReader(in);
            try {
                return modify(container, target, change, signer);
            } catch (MalformedException e) {
                throw container.located(e);
            }
        }
    }

    private static Artifact modify(
            ContainerReader container, Path target, UnaryOperator<Artifact> change, Optional<ArtifactSigner> signer)
            throws IOException {
        ReadOptions options = ReadOptions.withoutKeys();
        HeaderReader.Result header =
                new HeaderReader(container, options, new CompressionCodecs(new WorkerThreads(1))).read();
        if (header.augmented()) {
            throw new MalformedException("artifacts with an augment section cannot be modified");
        }
        Artifact changed = PreWriteValidator.require(change.apply(header.artifact()));
        boolean sameFiles =
                changed.payload().files().equals(header.artifact().payload().files());
        if (!sameFiles || changed.formatVersion() != header.artifact().formatVersion()) {
            throw new IllegalArgumentException(
                    "format version and payload files cannot be modified; write a new artifact");
        }
        PreambleWriter preamble = new PreambleWriter(
                new ArtifactParts(changed), Instant.EPOCH, header.compression(), CompressionEffort.STANDARD);
        try (ContainerWriter out = new ContainerWriter(target, Instant.EPOCH)) {
            byte[] start = preamble.bytes(signer.orElse(null));
            PreambleWriter.readBack(start);
            out.stream().write(start);
            Optional<String> data = container.peek();
            if (data.isPresent()) {
                TarEntry entry = container.enter();
                out.entry(data.get(), container.content(), entry.size());
            }
            out.finish();
        }
        return changed;
    }

    /** Holds the manifest, and the offsets at which manifest and signature end, padding included. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Signed(byte[] manifest, long manifestEnd, long signatureEnd) {}

    private static Signed layout(Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            ContainerReader container = new ContainerReader(in);
            try {
                HeaderJsonParser.version(container.small("version", ArtifactLimits.VERSION));
                byte[] manifest = container.small("manifest", ArtifactLimits.MANIFEST);
                Manifest.parse(manifest);
                long manifestEnd = container.end();
                boolean signed = container.peek().equals(Optional.of("manifest.sig"));
                if (signed) {
                    container.small("manifest.sig", ArtifactLimits.SIGNATURE);
                }
                return new Signed(manifest, manifestEnd, signed ? container.end() : manifestEnd);
            } catch (MalformedException e) {
                throw container.located(e);
            }
        }
    }

    private static void copy(InputStream in, ContainerWriter out, long length) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(length));
        if (bytes.length < length) {
            throw new IOException("the artifact changed while it was being signed");
        }
        out.stream().write(bytes);
    }
}
