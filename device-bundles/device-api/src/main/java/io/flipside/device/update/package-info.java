// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Lets bundles start an update, watch it, approve its phases, and decide about it. */
@Export
@Version("3.0.0")
@NullMarked
package io.flipside.device.update;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
