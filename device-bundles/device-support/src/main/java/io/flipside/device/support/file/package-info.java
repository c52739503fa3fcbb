// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Writes files so that a power cut leaves either the old content or the new one.
 */
@NullMarked
package io.flipside.device.support.file;

import org.jspecify.annotations.NullMarked;
