// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.codec.UnitEncoder;
import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.Workers;
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
 * Changes artifacts without touching their payload's bytes. Source and target may be the same file: it is replaced only
 * when the new one is whole. Payload checksums are not verified on the way; read the result for that. Thread-safe.
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
        try (OutputFile out = new OutputFile(target, Instant.EPOCH);
                InputStream in = new BufferedInputStream(Files.newInputStream(source), 256 << 10)) {
            copy(in, out, layout.manifestEnd);
            out.entry("manifest.sig", Preamble.signature(signer, layout.manifest));
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
            Container container = new Container(in);
            try {
                return modify(container, target, change, signer);
            } catch (MalformedException e) {
                throw container.located(e);
            }
        }
    }

    private static Artifact modify(
            Container container, Path target, UnaryOperator<Artifact> change, Optional<ArtifactSigner> signer)
            throws IOException {
        ReadOptions options = ReadOptions.withoutKeys();
        HeaderReader.Result header = new HeaderReader(container, options, new Codecs(new Workers(1))).read();
        if (header.augmented()) {
            throw new MalformedException("artifacts with an augment section cannot be modified");
        }
        Artifact changed = Description.require(change.apply(header.artifact()));
        boolean sameFiles =
                changed.payload().files().equals(header.artifact().payload().files());
        if (!sameFiles || changed.formatVersion() != header.artifact().formatVersion()) {
            throw new IllegalArgumentException(
                    "format version and payload files cannot be modified; write a new artifact");
        }
        UnitEncoder encoder = Codecs.encoder(header.compression(), Effort.STANDARD);
        byte[] archive = Codecs.compress(encoder, HeaderWriter.archive(changed, Instant.EPOCH));
        try (OutputFile out = new OutputFile(target, Instant.EPOCH)) {
            new Preamble(changed, Instant.EPOCH, header.compression(), archive).write(out, signer.orElse(null));
            Optional<String> data = container.peek();
            if (data.isPresent()) {
                TarEntry entry = container.enter();
                out.entry(data.get(), container.content(), entry.size());
            }
            out.finish();
        }
        return changed;
    }

    /** Where manifest and signature end, padding included. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Signed(byte[] manifest, long manifestEnd, long signatureEnd) {}

    private static Signed layout(Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            Container container = new Container(in);
            try {
                HeaderParser.version(container.small("version", Limits.VERSION));
                byte[] manifest = container.small("manifest", Limits.MANIFEST);
                Manifest.parse(manifest);
                long manifestEnd = container.end();
                boolean signed = container.peek().equals(Optional.of("manifest.sig"));
                if (signed) {
                    container.small("manifest.sig", Limits.SIGNATURE);
                }
                return new Signed(manifest, manifestEnd, signed ? container.end() : manifestEnd);
            } catch (MalformedException e) {
                throw container.located(e);
            }
        }
    }

    private static void copy(InputStream in, OutputFile out, long length) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(length));
        if (bytes.length < length) {
            throw new IOException("the artifact changed while it was being signed");
        }
        out.stream().write(bytes);
    }
}
