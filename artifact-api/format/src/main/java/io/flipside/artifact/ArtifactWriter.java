// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.WorkerThreads;
import io.flipside.artifact.json.Json;
import io.flipside.artifact.model.Artifact;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.artifact.model.StateScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the properties of a new artifact in a fluent chain of calls, then writes the artifact to a file. The bytes
 * depend on what was said and on the content of the files alone: not on the machine, the time, file modes, nor the
 * number of threads. Not thread-safe.
 *
 * <p>Whatever can't be written is refused with an {@link IllegalArgumentException} by {@link #write}, before anything is
 * written.
 */
public final class ArtifactWriter {
    private final Optional<String> type;
    private final List<NamedPath> files = new ArrayList<>();
    private final List<String> deviceTypes = new ArrayList<>();
    private final List<String> dependsName = new ArrayList<>();
    private final List<String> dependsGroup = new ArrayList<>();
    private final List<StateScript> scripts = new ArrayList<>();
    private final Map<String, String> provides = new LinkedHashMap<>();
    private final Map<String, List<String>> depends = new LinkedHashMap<>();
    private final List<String> clears = new ArrayList<>();
    private int formatVersion = 3;
    private String name = "";
    private Optional<String> group = Optional.empty();
    private Optional<String> metaData = Optional.empty();
    private Optional<AugmentSection> augment = Optional.empty();
    private DefaultProvides defaults = DefaultProvides.STANDARD;
    private Compression compression = Compression.GZIP;
    private CompressionEffort effort = CompressionEffort.STANDARD;
    private @Nullable ArtifactSigner signer;
    private Instant modified = Instant.EPOCH;
    private int threads = Math.min(16, Runtime.getRuntime().availableProcessors());
    private long sizeLimit = Long.MAX_VALUE;
    private LongConsumer progress = bytes -> {};

    private record NamedPath(String name, Path path) {}

    private ArtifactWriter(Optional<String> type) {
        this.type = type;
    }

    /** The image of a root filesystem. */
    public static ArtifactWriter rootfsImage(Path image) {
        return new ArtifactWriter(Optional.of(DefaultProvides.ROOTFS_IMAGE)).file(image);
    }

    /** A payload for the handler or update module of this type. */
    public static ArtifactWriter module(String type) {
        return new ArtifactWriter(Optional.of(type));
    }

    /** No payload: only tells a device what it is. Provides and clears nothing but what is said. */
    public static ArtifactWriter bootstrap() {
        return new ArtifactWriter(Optional.empty()).defaults(DefaultProvides.NONE);
    }

    /**
     * The description of another artifact, to be written with other files. Provides nothing but what that one provides, so
     * that a checksum has to be put anew; {@link #defaults} brings the defaults back.
     */
    public static ArtifactWriter like(Artifact artifact) {
        Artifact.Payload payload = artifact.payload();
        ArtifactWriter writer = new ArtifactWriter(payload.type())
                .formatVersion(artifact.formatVersion())
                .name(artifact.name())
                .defaults(DefaultProvides.NONE);
        writer.group = artifact.group();
        writer.metaData = payload.metaData();
        writer.deviceTypes.addAll(artifact.deviceTypes());
        writer.dependsName.addAll(artifact.dependsName());
        writer.dependsGroup.addAll(artifact.dependsGroup());
        writer.scripts.addAll(artifact.scripts());
        writer.provides.putAll(payload.provides());
        writer.depends.putAll(payload.depends());
        payload.clearsProvides().ifPresent(writer.clears::addAll);
        return writer;
    }

    /** The artifact's name. Required. */
    public ArtifactWriter name(String text) {
        name = text;
        return this;
    }

    /** Device types that it fits, added to those given before. At least one is required. */
    public ArtifactWriter deviceTypes(String... types) {
        deviceTypes.addAll(Arrays.asList(types));
        return this;
    }

    /** The artifact group it provides. */
    public ArtifactWriter group(String text) {
        group = Optional.of(text);
        return this;
    }

    /** Adds artifact names, one of which the device must have. */
    public ArtifactWriter dependsName(String... names) {
        dependsName.addAll(Arrays.asList(names));
        return this;
    }

    /** Adds artifact groups, one of which the device must have. */
    public ArtifactWriter dependsGroup(String... groups) {
        dependsGroup.addAll(Arrays.asList(groups));
        return this;
    }

    /** Something that the device will provide. */
    public ArtifactWriter provides(String key, String value) {
        provides.put(key, value);
        return this;
    }

    /** Something that the device must provide, with one of these values. */
    public ArtifactWriter depends(String key, String... values) {
        depends.put(key, List.of(values));
        return this;
    }

    /** Adds a pattern ({@code *} is any run of characters) of provides to erase on the device. */
    public ArtifactWriter clearsProvides(String pattern) {
        clears.add(pattern);
        return this;
    }

    /** What to provide and clear without being told; {@link DefaultProvides#STANDARD} unless said otherwise. */
    public ArtifactWriter defaults(DefaultProvides software) {
        defaults = software;
        return this;
    }

    /** The payload's own JSON object. */
    public ArtifactWriter metaData(String json) {
        metaData = Optional.of(json);
        return this;
    }

    /** Adds an augment section, which only version 3 has. */
    public ArtifactWriter augment(AugmentSection section) {
        augment = Optional.of(section);
        return this;
    }

    /** Adds a state script. */
    public ArtifactWriter script(StateScript script) {
        scripts.add(script);
        return this;
    }

    /** Adds a payload file under its own name. */
    public ArtifactWriter file(Path path) {
        return file(String.valueOf(path.getFileName()), path);
    }

    /** Adds a payload file under another name. */
    public ArtifactWriter file(String fileName, Path path) {
        files.add(new NamedPath(fileName, path));
        return this;
    }

    /** 2 or 3; 3 unless said otherwise. Version 2 carries neither provides nor depends. */
    public ArtifactWriter formatVersion(int version) {
        if (version != 2 && version != 3) {
            throw new IllegalArgumentException("format version " + version + " is not supported; use 2 or 3");
        }
        formatVersion = version;
        return this;
    }

    /** Compression of header and payload; gzip unless said otherwise. */
    public ArtifactWriter compression(Compression method) {
        compression = method;
        return this;
    }

    /** How hard to compress. */
    public ArtifactWriter effort(CompressionEffort amount) {
        effort = amount;
        return this;
    }

    /** Signs the artifact. */
    public ArtifactWriter signer(ArtifactSigner key) {
        signer = key;
        return this;
    }

    /** The time stamp of everything inside, usually {@code SOURCE_DATE_EPOCH}; 1970 unless said otherwise. */
    public ArtifactWriter modified(Instant time) {
        modified = time;
        return this;
    }

    /**
     * How many cores may compress; all unless said otherwise. Memory: some 10 MiB each for gzip and zstd; for xz 90 MiB for each
     * core, and what a few units of 32 MiB are compressed to.
     */
    public ArtifactWriter threads(int number) {
        threads = number;
        return this;
    }

    /** Most bytes of the artifact as a file; no limit unless said otherwise. */
    public ArtifactWriter sizeLimit(long bytes) {
        sizeLimit = bytes;
        return this;
    }

    /** Is told the number of payload bytes written so far, in the thread that calls {@link #write}. */
    public ArtifactWriter onProgress(LongConsumer listener) {
        progress = listener;
        return this;
    }

    /**
     * Writes the artifact. The file appears as a whole or not at all; one that exists is replaced.
     *
     * @return what was written
     * @throws SizeLimitException if it would be larger than {@link #sizeLimit} allows
     * @throws IOException if a file can't be read or written, changes meanwhile, or the key can't sign
     * @throws IllegalArgumentException if what was described is no acceptable artifact; the message says what to change
     */
    public Artifact write(Path target) throws IOException {
        requireMetaData(metaData);
        requireMetaData(augment.flatMap(AugmentSection::metaData));
        List<PayloadSourceFile> inputs = inputs();
        Digest some = Sha256Calculator.of("");
        ArtifactParts expected = parts(inputs.stream()
                .map(file -> new Artifact.ListedFile(file.name(), some))
                .toList());
        PreWriteValidator.require(expected);
        try (WorkerThreads workers = new WorkerThreads(threads);
                ContainerWriter out = new ContainerWriter(target, modified)) {
            ArtifactWriteRun.Settings settings =
                    new ArtifactWriteRun.Settings(compression, effort, modified, signer, progress);
            Artifact written = new ArtifactWriteRun(settings, this::parts, inputs, workers, out).write(expected);
            out.requireAtMost(sizeLimit);
            out.finish();
            return written;
        }
    }

    /** The files of the augment section follow the others. */
    private List<PayloadSourceFile> inputs() throws IOException {
        List<PayloadSourceFile> inputs = new ArrayList<>();
        for (NamedPath file : files) {
            inputs.add(PayloadSourceFile.of(file.name, file.path));
        }
        for (Path file : augment.map(AugmentSection::files).orElse(List.of())) {
            inputs.add(PayloadSourceFile.of(String.valueOf(file.getFileName()), file));
        }
        return inputs;
    }

    private static void requireMetaData(Optional<String> text) {
        try {
            if (text.isPresent()) {
                Json.parse(text.get()).asObject();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the meta-data must be a JSON object: " + e.getMessage(), e);
        }
    }

    private ArtifactParts parts(List<Artifact.ListedFile> listed) {
        Artifact original = artifact(listed.subList(0, files.size()));
        return new ArtifactParts(
                original,
                augment.map(section -> section.applyTo(original, listed.subList(files.size(), listed.size()))));
    }

    private Artifact artifact(List<Artifact.ListedFile> listed) {
        Artifact.Payload payload = type.isPresent() || formatVersion == 3
                ? payload(type.orElse(""), listed)
                : new Artifact.Payload(type, provides, depends, Optional.empty(), metaData, listed);
        return new Artifact(
                formatVersion, signer != null, name, group, deviceTypes, dependsName, dependsGroup, scripts, payload);
    }

    private Artifact.Payload payload(String payloadType, List<Artifact.ListedFile> listed) {
        // Version 2 knows no provides: the defaults would only be refused.
        DefaultProvides applicable = formatVersion == 2 ? DefaultProvides.NONE : defaults;
        Optional<Digest> image = payloadType.equals(DefaultProvides.ROOTFS_IMAGE) && !listed.isEmpty()
                ? Optional.of(listed.get(0).digest())
                : Optional.empty();
        List<String> patterns = applicable.clears(payloadType, clears);
        return new Artifact.Payload(
                type,
                applicable.provides(payloadType, name, image, provides),
                depends,
                patterns.isEmpty() ? Optional.empty() : Optional.of(patterns),
                metaData,
                listed);
    }
}
