// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import java.io.IOException;

/** Reports that the demo did not go as expected; the message says what was expected and what came. */
public final class DemoException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
