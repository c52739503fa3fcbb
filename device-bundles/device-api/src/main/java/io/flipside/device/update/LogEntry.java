// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update;

import java.time.Instant;

/**
 * Holds one line of an update's log.
 *
 * @param time when
 * @param level {@code info}, {@code warning} or {@code error}
 * @param message one line of text
 */
public record LogEntry(Instant time, String level, String message) {}
