// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Opens artifacts for the engine, wherever they come from. */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.device.source;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
