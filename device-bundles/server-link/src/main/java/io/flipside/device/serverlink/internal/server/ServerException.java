// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reports that the server answered with an error status. */
public final class ServerException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int ABORTED = 409;
    private static final int UNAUTHORIZED = 401;

    private final int status;
    private final int retrySeconds;

    ServerException(String message, int status, int retrySeconds) {
        super(message);
        this.status = status;
        this.retrySeconds = retrySeconds;
    }

    /** Whether the server has not (or no longer) accepted this device. */
    public boolean notAccepted() {
        return status == UNAUTHORIZED;
    }

    /** Whether the deployment in question was aborted. */
    public boolean aborted() {
        return status == ABORTED;
    }

    /** Whether the same request will get the same answer. */
    public boolean isFinal() {
        return status >= 400 && status < 500 && status != UNAUTHORIZED && status != 408 && status != 429;
    }

    /** Returns how long the server wants us to wait, if it is the server who failed and it says so. */
    public static Optional<Duration> retryAfter(IOException failure) {
        return failure instanceof ServerException refusal ? refusal.retryAfter() : Optional.empty();
    }

    private Optional<Duration> retryAfter() {
        return retrySeconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(retrySeconds));
    }
}
