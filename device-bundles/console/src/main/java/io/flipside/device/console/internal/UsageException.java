// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import java.io.IOException;

/** Reports arguments that a command does not understand. */
final class UsageException extends IOException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
