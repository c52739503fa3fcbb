// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.support.config.ValidatedSettings;
import io.flipside.device.updateengine.internal.script.StateScriptRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of the update engine's configuration, read from an {@link EngineConfig}.
 *
 * @param directory the work directory on the data partition
 * @param deviceTypeFile holds {@code device_type=...}
 * @param artifactInfoFile holds {@code artifact_name=...}, as built into the root filesystem
 * @param verifyKeys public keys, one of which must have signed every artifact; none: signatures are not asked for
 * @param healthDirectory executables that say whether the system is healthy
 * @param scriptsDirectory the Download scripts of the root filesystem
 * @param managed whether to go on with managed updates
 * @param timeouts how long the engine waits for what
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record EngineSettings(
        Path directory,
        Path deviceTypeFile,
        Path artifactInfoFile,
        List<Path> verifyKeys,
        Optional<Path> healthDirectory,
        Optional<Path> scriptsDirectory,
        boolean managed,
        Timeouts timeouts) {

    /**
     * Says how long the engine waits.
     *
     * @param health until all health checks are content
     * @param healthPause between two rounds of health checks
     * @param service for a service that is being replaced
     * @param firstAppearance for a service that nobody has seen yet
     * @param disk between two tries to write the journal
     * @param reboot until a reboot that was asked for ends this process
     * @param stop for a step to end by itself when the engine is stopped
     * @param downloadAttempts how often a download is begun, each time cut off by the end of the process, without getting on
     * @param scripts for state scripts
     */
    record Timeouts(
            Duration health,
            Duration healthPause,
            Duration service,
            Duration firstAppearance,
            Duration disk,
            Duration reboot,
            Duration stop,
            int downloadAttempts,
            StateScriptRunner.Limits scripts) {}

    static EngineSettings from(EngineConfig config) {
        Timeouts timeouts = new Timeouts(
                Duration.ofSeconds(config.healthTimeout()),
                Duration.ofMillis(500),
                Duration.ofSeconds(config.serviceTimeout()),
                Duration.ofSeconds(Math.min(10, config.serviceTimeout())),
                Duration.ofSeconds(5),
                Duration.ofSeconds(config.rebootTimeout()),
                Duration.ofSeconds(20),
                config.downloadAttempts(),
                new StateScriptRunner.Limits(
                        Duration.ofSeconds(config.scriptTimeout()),
                        Duration.ofSeconds(config.scriptRetrySeconds()),
                        Duration.ofSeconds(config.scriptRetryTimeout())));
        return new EngineSettings(
                Path.of(config.directory()),
                Path.of(config.deviceTypeFile()),
                Path.of(config.artifactInfoFile()),
                paths(config.verifyKeys()),
                paths(config.healthDirectory()).stream().findFirst(),
                paths(config.scriptsDirectory()).stream().findFirst(),
                config.managed(),
                timeouts);
    }

    private static List<Path> paths(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** Holds the payload type's and the scripts' files while an update is in progress. */
    Path workDirectory() {
        return directory.resolve("work");
    }

    Path artifactScripts() {
        return workDirectory().resolve("scripts");
    }

    Path payloadDirectory() {
        return workDirectory().resolve("payload");
    }

    /** The header's header-info; it and the next two are too big for the journal. */
    Path headerInfo() {
        return workDirectory().resolve("header-info");
    }

    /** The payload's type-info. */
    Path typeInfo() {
        return workDirectory().resolve("type-info");
    }

    /** The payload's meta-data. */
    Path metaData() {
        return workDirectory().resolve("meta-data");
    }

    Path logFile() {
        return directory.resolve("log");
    }
}
