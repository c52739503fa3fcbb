// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Runs our tool inside the test's JVM and real programs beside it. */
package io.flipside.artifact.tool.testing;
