// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import java.io.IOException;

/** Reports invalid arguments of a command. */
final class UsageException extends IOException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
