// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** What a device remembers on its data partition: small values, changed durably and all at once. */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.device.state;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
