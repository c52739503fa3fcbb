// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reports that a request failed, with the HTTP status and the message of the error response. Unchecked, because it ends
 * the request (and rolls its transaction back) from wherever it is noticed.
 */
public final class ErrorResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String reason;
    private final @Nullable Duration retryAfter;

    private ErrorResponseException(int status, String message) {
        this(status, message, null);
    }

    private ErrorResponseException(int status, String message, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.reason = message;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    /** When the same may succeed. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** For people. */
    public String reason() {
        return reason;
    }

    public static ErrorResponseException badRequest(String message) {
        return new ErrorResponseException(400, message);
    }

    public static ErrorResponseException unauthorized(String message) {
        return new ErrorResponseException(401, message);
    }

    public static ErrorResponseException forbidden(String message) {
        return new ErrorResponseException(403, message);
    }

    public static ErrorResponseException notFound(String what, String id) {
        return new ErrorResponseException(404, what + " '" + id + "' not found");
    }

    public static ErrorResponseException timedOut(String message) {
        return new ErrorResponseException(408, message);
    }

    public static ErrorResponseException conflict(String message) {
        return new ErrorResponseException(409, message);
    }

    public static ErrorResponseException tooLarge(String message) {
        return new ErrorResponseException(413, message);
    }

    public static ErrorResponseException unprocessable(String message) {
        return new ErrorResponseException(422, message);
    }

    public static ErrorResponseException tooMany(String message, Duration retryAfter) {
        return new ErrorResponseException(429, message, retryAfter);
    }

    public static ErrorResponseException unavailable(String message) {
        return new ErrorResponseException(503, message);
    }
}
