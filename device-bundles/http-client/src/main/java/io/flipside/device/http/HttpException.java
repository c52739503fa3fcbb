// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.IOException;

/** An exchange failed; the message says with whom, why, and what to do. */
public final class HttpException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure. */
    public enum Kind {
        /** No connection: unknown host, refused, no route. */
        UNREACHABLE,
        /** TLS failed, most often because the certificate is not trusted. */
        UNTRUSTED,
        /** The other side talks, but not HTTP as it should be. */
        NOT_HTTP,
        /** Nothing came within the time allowed. */
        TIMEOUT,
        /** The connection broke, or ended before all was said. */
        BROKEN,
        /** This side closed it, or was interrupted. */
        CLOSED
    }

    private final Kind kind;

    HttpException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    HttpException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }
}
