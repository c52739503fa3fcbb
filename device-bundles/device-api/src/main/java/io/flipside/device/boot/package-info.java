// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Which slot starts next, whether the running one has proved itself, and how to restart. */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.device.boot;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
