// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Opens artifacts on web servers and in files: resumes by itself, at a limited speed, and can be closed at any time. */
@NullMarked
package io.flipside.device.artifactdownload.internal;

import org.jspecify.annotations.NullMarked;
