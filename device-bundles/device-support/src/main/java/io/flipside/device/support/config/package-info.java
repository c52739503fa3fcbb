// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Checks configurations against the schema (OSGi Metatype) that lies in each bundle's own jar, generated from the
 * annotations on its configuration type: the one place for a key's name, type, limits and default.
 */
@NullMarked
package io.flipside.device.support.config;

import org.jspecify.annotations.NullMarked;
