// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

/**
 * Reports that a request failed, with the HTTP status and the message of the error response. Unchecked, because it ends
 * the request (and rolls its transaction back) from wherever it is noticed.
 */
public final class ErrorResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String reason;

    private ErrorResponseException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
        this.reason = message;
    }

    public int status() {
        return status;
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

    public static ErrorResponseException conflict(String message) {
        return new ErrorResponseException(409, message);
    }

    public static ErrorResponseException tooLarge(String message) {
        return new ErrorResponseException(413, message);
    }

    public static ErrorResponseException unprocessable(String message) {
        return new ErrorResponseException(422, message);
    }

    public static ErrorResponseException tooMany(String message) {
        return new ErrorResponseException(429, message);
    }

    public static ErrorResponseException unavailable(String message) {
        return new ErrorResponseException(503, message);
    }
}
