// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Lets bundles say whether the system works. The values are those of the Felix Health Checks API, so that one can be made of
 * the other.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.device.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
