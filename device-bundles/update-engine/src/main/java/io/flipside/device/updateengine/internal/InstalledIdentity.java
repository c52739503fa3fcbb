// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.artifact.model.ProvidesRules;
import io.flipside.device.payload.DeviceBeforeUpdate;
import io.flipside.device.updateengine.internal.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the identity against which artifacts are matched: the device type and the provides of what is installed. Once an update has been started, the stored
 * provides are right, whatever the root filesystem says of itself: it may be on trial. Before, the file that was built
 * into the root filesystem is.
 */
final class InstalledIdentity {
    private static final String UNKNOWN = "unknown";
    private static final long MAX_BYTES = 64 * 1024;

    private final Journal journal;
    private final Path deviceTypeFile;
    private final Path artifactInfoFile;

    InstalledIdentity(Journal journal, EngineSettings settings) {
        this.journal = journal;
        this.deviceTypeFile = settings.deviceTypeFile();
        this.artifactInfoFile = settings.artifactInfoFile();
    }

    /** All that the device provides, {@code device_type} included. */
    SortedMap<String, String> provides() throws IOException, InterruptedException {
        SortedMap<String, String> provides = new TreeMap<>(installed());
        Optional<String> type = value(deviceTypeFile, ProvidesRules.DEVICE_TYPE);
        provides.put(
                ProvidesRules.DEVICE_TYPE,
                type.orElseThrow(() -> new IOException("the device type is not known: " + deviceTypeFile
                        + " does not hold a line '" + ProvidesRules.DEVICE_TYPE + "=...'")));
        return provides;
    }

    /** What artifacts have installed. */
    SortedMap<String, String> installed() throws IOException, InterruptedException {
        Optional<SortedMap<String, String>> stored = journal.provides();
        if (stored.isPresent()) {
            return stored.get();
        }
        SortedMap<String, String> built = new TreeMap<>();
        built.put(
                ProvidesRules.ARTIFACT_NAME,
                value(artifactInfoFile, ProvidesRules.ARTIFACT_NAME).orElse(UNKNOWN));
        value(artifactInfoFile, ProvidesRules.ARTIFACT_GROUP)
                .ifPresent(group -> built.put(ProvidesRules.ARTIFACT_GROUP, group));
        return built;
    }

    /** Picks what the handlers of payloads are told from all that the device provides. */
    static DeviceBeforeUpdate beforeUpdate(SortedMap<String, String> provides) {
        return new DeviceBeforeUpdate(
                provides.getOrDefault(ProvidesRules.ARTIFACT_NAME, UNKNOWN),
                Optional.ofNullable(provides.get(ProvidesRules.ARTIFACT_GROUP)),
                provides.getOrDefault(ProvidesRules.DEVICE_TYPE, UNKNOWN));
    }

    /** The value of a line {@code key=value}. */
    private static Optional<String> value(Path file, String key) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is longer than " + MAX_BYTES + " bytes; it should hold '" + key + "=...'");
        }
        return Files.readString(file)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
