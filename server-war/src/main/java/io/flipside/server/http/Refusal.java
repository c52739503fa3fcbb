// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

/**
 * The request cannot be carried out, and the caller is told why: a status and a sentence. Unchecked, because it ends the
 * request (and rolls its transaction back) from wherever it is noticed.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String reason;

    private Refusal(int status, String message) {
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

    public static Refusal badRequest(String message) {
        return new Refusal(400, message);
    }

    public static Refusal unauthorized(String message) {
        return new Refusal(401, message);
    }

    public static Refusal forbidden(String message) {
        return new Refusal(403, message);
    }

    public static Refusal notFound(String what, String id) {
        return new Refusal(404, what + " '" + id + "' not found");
    }

    public static Refusal conflict(String message) {
        return new Refusal(409, message);
    }

    public static Refusal tooLarge(String message) {
        return new Refusal(413, message);
    }

    public static Refusal unprocessable(String message) {
        return new Refusal(422, message);
    }

    public static Refusal tooMany(String message) {
        return new Refusal(429, message);
    }

    public static Refusal unavailable(String message) {
        return new Refusal(503, message);
    }
}
