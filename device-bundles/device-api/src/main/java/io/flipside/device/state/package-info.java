// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Stores small values on the device's data partition, changed durably and all at once. */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.device.state;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
