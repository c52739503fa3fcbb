// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The update flow as others see it: how to start an update, watch it, hold it up, and decide about it. */
@Export
@Version("2.0.0")
@NullMarked
package io.flipside.device.update;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
