// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Lets bundles supply the identity of the device and its inventory attributes. */
@Export
@Version("2.0.0")
@NullMarked
package io.flipside.device.inventory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
