// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds a caller's settings for connections: time-outs and trusted certificates.
 *
 * @param connectTimeout longest wait for a connection, and for each step of the TLS handshake
 * @param readTimeout longest wait for the next byte
 * @param trustedCertificates PEM file with certificates to trust besides the system's, read at the first https request
 */
public record HttpSettings(Duration connectTimeout, Duration readTimeout, Optional<Path> trustedCertificates) {
    public HttpSettings {
        if (connectTimeout.toMillis() < 1 || readTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("time-outs must be at least a millisecond");
        }
    }
}
