// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Fetches artifacts from web servers and files: resumes by itself, paced, and closed from anywhere at any time. */
@NullMarked
package io.flipside.device.download.internal;

import org.jspecify.annotations.NullMarked;
