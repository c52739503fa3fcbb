// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Who the device is, and what it tells the server about itself. */
@Export
@Version("2.0.0")
@NullMarked
package io.flipside.device.inventory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
