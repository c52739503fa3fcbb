// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Sends HTTP requests: the one HTTP client of the device, as a service. Nothing is followed, asked again or kept unless the
 * caller does so; every size and time is bounded, and closing or interrupting ends whatever blocks.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.device.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
