// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import java.io.IOException;

/** The demo did not go as it should; the message says what was expected and what came. */
public final class DemoException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public DemoException(String message) {
        super(message);
    }
}
