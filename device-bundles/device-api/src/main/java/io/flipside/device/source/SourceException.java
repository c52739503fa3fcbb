// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.source;

import java.io.IOException;

/**
 * Reports that an artifact can't be fetched, and that an immediate retry would not help. The message says from where,
 * and why.
 */
public class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
