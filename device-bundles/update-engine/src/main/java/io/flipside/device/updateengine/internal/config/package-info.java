// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Watches the configurations of all bundles, and announces what is not accepted as services. */
@NullMarked
package io.flipside.device.updateengine.internal.config;

import org.jspecify.annotations.NullMarked;
