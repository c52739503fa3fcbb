// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.keys;

import java.io.IOException;

/** A text holds no key that artifacts can be signed or verified with; the message says what now. */
public final class PemException extends IOException {
    private static final long serialVersionUID = 1L;

    public PemException(String message) {
        super(message);
    }

    public PemException(String message, Throwable cause) {
        super(message, cause);
    }
}
