// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.codec.unit.ParallelCompressionOutput;
import io.flipside.artifact.internal.codec.unit.UnitEncoder;
import io.flipside.artifact.internal.stream.FutureResult;
import io.flipside.artifact.internal.stream.WorkerThreads;
import io.flipside.artifact.model.Artifact;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes one artifact: compresses the payload and computes the digests at the same time. Used once. */
final class ArtifactWriteRun {
    private final Settings settings;
    private final Function<List<Artifact.ListedFile>, ArtifactParts> description;
    private final List<PayloadSourceFile> inputs;
    private final WorkerThreads workers;
    private final ContainerWriter out;
    private final String dataName;
    private @Nullable Artifact written;
    private long start;

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

    Artifact write() throws IOException {
        // The digests precede the payload, but the other workers can compress while one computes them.
        Future<List<Artifact.ListedFile>> digests = workers.submit(this::digests);
        PayloadArchiveWriter payload = new PayloadArchiveWriter(inputs, settings.modified, settings.progress);
        UnitEncoder units = encoder();
        if (units == null) {
            start = precede(FutureResult.get(digests));
            payload.plain(out);
        } else {
            ParallelCompressionOutput compressed = new ParallelCompressionOutput(units, workers, () -> {
                start = precede(FutureResult.get(digests));
                return out.stream();
            });
            payload.compressed(compressed, units.unitSize());
        }
        out.end(dataName, start);
        return Objects.requireNonNull(written);
    }

    private List<Artifact.ListedFile> digests() throws IOException {
        List<Artifact.ListedFile> listed = new ArrayList<>();
        for (PayloadSourceFile file : inputs) {
            listed.add(new Artifact.ListedFile(file.name(), file.digest()));
        }
        return listed;
    }

    private long precede(List<Artifact.ListedFile> listed) throws IOException {
        written = new PreambleWriter(
                        description.apply(listed), settings.modified, settings.compression, settings.effort)
                .write(out, settings.signer);
        return out.start(dataName);
    }

    private @Nullable UnitEncoder encoder() {
        return CompressionCodecs.encoder(settings.compression, settings.effort);
    }
}
