// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

/**
 * Reports that a required configuration value is missing or invalid. Holds no stack
 * trace: the message names PID and key, and where in the code it was noticed helps nobody.
 */
final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, in one line. */
    InvalidConfigurationException(String message) {
        super(message, null, false, false);
    }
}
