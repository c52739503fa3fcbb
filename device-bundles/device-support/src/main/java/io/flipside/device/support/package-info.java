// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Holds what several bundles of the device need alike. A library, never a bundle: bnd copies the packages that a bundle
 * uses into it, so that replacing one bundle touches no other.
 */
@NullMarked
package io.flipside.device.support;

import org.jspecify.annotations.NullMarked;
