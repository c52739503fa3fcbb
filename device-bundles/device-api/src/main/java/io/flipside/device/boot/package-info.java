// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Lets bundles choose the slot that boots next, commit or revert a trial boot, and reboot the device. */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.device.boot;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
