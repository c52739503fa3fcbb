// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Reads and writes update artifacts (.mender files, format versions 2 and 3) as streams: header first, payload files after it, each checked against the signed manifest. */
@Export
@Version("1.0.0")
@NullMarked
package io.flipside.artifact;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
