// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Lets bundles install payloads of further types: a handler receives the files, makes them active, commits or undoes them. */
@Export
@Version("3.0.0")
@NullMarked
package io.flipside.device.payload;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
