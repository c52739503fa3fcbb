// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

/**
 * Reports that a request failed, with an HTTP status and a message for the caller. Unchecked, because it ends the
 * request (and rolls its transaction back) from wherever it is noticed.
 */
public final class HttpException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String reason;

    private HttpException(int status, String message) {
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

    public static HttpException badRequest(String message) {
        return new HttpException(400, message);
    }

    public static HttpException unauthorized(String message) {
        return new HttpException(401, message);
    }

    public static HttpException forbidden(String message) {
        return new HttpException(403, message);
    }

    public static HttpException notFound(String what, String id) {
        return new HttpException(404, what + " '" + id + "' not found");
    }

    public static HttpException conflict(String message) {
        return new HttpException(409, message);
    }

    public static HttpException tooLarge(String message) {
        return new HttpException(413, message);
    }

    public static HttpException unprocessable(String message) {
        return new HttpException(422, message);
    }

    public static HttpException tooMany(String message) {
        return new HttpException(429, message);
    }

    public static HttpException unavailable(String message) {
        return new HttpException(503, message);
    }
}
