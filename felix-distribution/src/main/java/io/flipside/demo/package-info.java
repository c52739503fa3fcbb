// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Runs the demo: deploys a release from a real server to virtual devices, and checks the result. */
@NullMarked
package io.flipside.demo;

import org.jspecify.annotations.NullMarked;
