// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Holds the values that describe an artifact, and the rules that device and server share about them: which devices an
 * artifact is compatible with, and what a device provides after an installation. Needs neither a codec nor a bundle.
 */
@Export
@Version("2.0.0")
@NullMarked
package io.flipside.artifact.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
