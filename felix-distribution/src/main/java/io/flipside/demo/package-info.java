// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** The tour: a real server, virtual devices, a release, its deployment, and a look whether it went as it should. */
@NullMarked
package io.flipside.demo;

import org.jspecify.annotations.NullMarked;
