// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.codec.unit.ParallelCompressionOutput;
import io.flipside.artifact.internal.codec.unit.UnitEncoder;
import io.flipside.artifact.internal.signature.EcdsaSignatureFormat;
import io.flipside.artifact.internal.stream.FutureResult;
import io.flipside.artifact.internal.stream.WorkerThreads;
import io.flipside.artifact.model.Artifact;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes one artifact: compresses the payload and computes the digests at the same time. Used once. */
final class ArtifactWriteRun {
    /** Raw ECDSA; one of RSA takes the same room up to 3072 bits. */
    private static final byte[] SOME_SIGNATURE = new byte[EcdsaSignatureFormat.RAW_LENGTH];

    private final Settings settings;
    private final Function<List<Artifact.ListedFile>, ArtifactParts> description;
    private final List<PayloadSourceFile> inputs;
    private final WorkerThreads workers;
    private final ContainerWriter out;
    private final String dataName;

    /**
     * Holds how an artifact is written, whatever it contains.
     *
     * @param compression of header and payload
     * @param effort how much time is spent on it
     * @param modified the time stamp of everything inside
     * @param signer signs the manifest, if there is one
     * @param progress receives the number of payload bytes written so far
     */
    record Settings(
            Compression compression,
            CompressionEffort effort,
            Instant modified,
            @Nullable ArtifactSigner signer,
            LongConsumer progress) {}

    /**
     * Prepares one run.
     *
     * @param description makes the artifact's description once the digests of its files are known
     */
    ArtifactWriteRun(
            Settings settings,
            Function<List<Artifact.ListedFile>, ArtifactParts> description,
            List<PayloadSourceFile> inputs,
            WorkerThreads workers,
            ContainerWriter out) {
        this.settings = settings;
        this.description = description;
        this.dataName = PayloadReader.DATA + settings.compression.extension();
        this.inputs = inputs;
        this.workers = workers;
        this.out = out;
    }

    /**
     * Writes it. Digests precede the payload, but what precedes it is as long with others: the payload need not wait.
     *
     * @param expected the description with digests that are as good as any
     */
    Artifact write(ArtifactParts expected) throws IOException {
        byte[] room = preamble(expected).bytes(settings.signer == null ? null : manifest -> SOME_SIGNATURE.clone());
        PreambleWriter.readBack(room); // what no reader would accept is not worth the work
        out.reserve(room.length);
        long start = out.start(dataName);
        Future<List<Artifact.ListedFile>> digests = workers.submit(this::digests);
        payload();
        out.end(dataName, start);
        byte[] preamble = preamble(description.apply(FutureResult.get(digests))).bytes(settings.signer);
        out.precede(preamble, room.length);
        return PreambleWriter.readBack(preamble);
    }

    private void payload() throws IOException {
        PayloadArchiveWriter payload = new PayloadArchiveWriter(inputs, settings.modified, settings.progress);
        UnitEncoder encoder = CompressionCodecs.encoder(settings.compression, settings.effort);
        if (encoder == null) {
            payload.plain(out);
        } else {
            payload.compressed(new ParallelCompressionOutput(encoder, workers, out.stream()), encoder.unitSize());
        }
    }

    private List<Artifact.ListedFile> digests() throws IOException {
        List<Artifact.ListedFile> listed = new ArrayList<>();
        for (PayloadSourceFile file : inputs) {
            listed.add(new Artifact.ListedFile(file.name(), file.digest()));
        }
        return listed;
    }

    private PreambleWriter preamble(ArtifactParts parts) {
        return new PreambleWriter(parts, settings.modified, settings.compression, settings.effort);
    }
}
