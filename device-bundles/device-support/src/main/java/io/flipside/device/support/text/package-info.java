// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Makes any text fit one line: reversibly by escaping, or without what could forge a log.
 */
@NullMarked
package io.flipside.device.support.text;

import org.jspecify.annotations.NullMarked;
