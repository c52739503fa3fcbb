// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Provides the one way of waiting for a service that is being replaced. */
@Export
@Version("2.0.0")
@NullMarked
package io.flipside.device.service;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
