// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** What the variables mean (Mender's names and rules), which slot runs, and how to restart. */
@NullMarked
package io.flipside.bootloader.internal;

import org.jspecify.annotations.NullMarked;
