// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import io.flipside.device.config.ConfigurationFault;

/**
 * Describes one fault that was found in a configuration.
 *
 * @param pid of the configuration
 * @param message one line: PID, key, value, and what is allowed
 */
public record ConfigurationProblem(String pid, String message) implements ConfigurationFault {}
