// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.program;

import java.time.Duration;

/**
 * Says how long a program may run, and how much of its output is kept.
 *
 * @param time the longest run
 * @param outputBytes how many bytes of its standard output are kept
 * @param errorBytes how many bytes of its standard error are kept
 */
public record ProgramLimits(Duration time, int outputBytes, int errorBytes) {}
