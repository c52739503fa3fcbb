// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reports a temporary failure of the server, after which the request can be repeated. */
final class TryLaterException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int seconds;

    TryLaterException(String message, Optional<String> retryAfter) {
        super(message);
        seconds = retryAfter
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(Integer::valueOf)
                .orElse(-1);
    }

    Optional<Duration> retryAfter() {
        return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }
}
