// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.IOException;

/** Reports a failed HTTP exchange; the message names the server, the cause and the remedy. */
public final class HttpException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Tells the failures apart. */
    public enum Kind {
        /** No connection: unknown host, refused, no route. */
        UNREACHABLE,
        /** The proxy refuses, most often because of its user or password. */
        PROXY_REFUSED,
        /** TLS failed, most often because the certificate is not trusted. */
        UNTRUSTED,
        /** The other side talks, but not HTTP as it should be. */
        NOT_HTTP,
        /** Nothing came within the time allowed. */
        TIMEOUT,
        /** The connection broke, or ended before all was said. */
        BROKEN,
        /** This side closed it, was interrupted, or the client is being replaced. */
        CLOSED
    }

    private final Kind kind;

    /** A failure without a cause. */
    public HttpException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** A failure with its cause. */
    public HttpException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns the kind of failure. */
    public Kind kind() {
        return kind;
    }
}
