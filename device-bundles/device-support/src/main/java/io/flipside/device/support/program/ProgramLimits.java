// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.program;

import java.time.Duration;

/**
 * Holds the limits for a program's running time and for the size of its kept output.
 *
 * @param time the longest run
 * @param outputBytes how many bytes of its standard output are kept
 * @param errorBytes how many bytes of its standard error are kept
 */
public record ProgramLimits(Duration time, int outputBytes, int errorBytes) {}
