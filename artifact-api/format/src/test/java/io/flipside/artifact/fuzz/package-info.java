// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Fuzz targets, and what runs them: shortly in every build, long by {@code -Dflipside.fuzz.seconds=3600 -Dit.test=FuzzIT}. */
package io.flipside.artifact.fuzz;
