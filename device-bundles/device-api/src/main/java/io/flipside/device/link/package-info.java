// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Lets the device console talk to the management server on demand. */
@Export
@Version("2.0.0")
@NullMarked
package io.flipside.device.link;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
