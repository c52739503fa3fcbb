// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Announces faults in the agent's configuration to the other bundles. */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.device.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
