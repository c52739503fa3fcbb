// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Loads signing and verification keys from PEM files, as the tools of the field write them; nothing but the JDK is needed. */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.artifact.keys;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
