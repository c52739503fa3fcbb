// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.http.HttpSettings;
import io.flipside.device.support.config.ValidatedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of the HTTP download configuration, read from a {@link DownloadConfig}.
 *
 * @param retryMax longest wait between two tries; the first wait is a second, then it doubles
 * @param retries tries in a row without progress before giving up
 * @param timeout longest silence
 * @param bytesPerSecond most bytes per second, or 0 for no limit
 * @param certificates PEM file with certificates to trust besides the system's
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record DownloadSettings(
        Duration retryMax, int retries, Duration timeout, long bytesPerSecond, Optional<Path> certificates) {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

    static DownloadSettings from(DownloadConfig config) {
        return new DownloadSettings(
                Duration.ofSeconds(Math.max(1, config.retrySeconds())),
                Math.max(0, config.retryCount()),
                Duration.ofSeconds(Math.max(1, config.timeoutSeconds())),
                Math.max(0, config.bytesPerSecond()),
                Optional.of(config.serverCertificate())
                        .filter(name -> !name.isBlank())
                        .map(Path::of));
    }

    /** What the HTTP client has to keep to. */
    HttpSettings http() {
        Duration connect = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
        return new HttpSettings(connect, timeout, certificates);
    }
}
