// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import java.io.IOException;

/** Reports that the agent can't be started; the message says why, and what to do. */
final class LaunchException extends IOException {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
