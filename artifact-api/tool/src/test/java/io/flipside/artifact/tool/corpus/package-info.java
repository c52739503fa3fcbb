// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** Malformed artifacts, built by hand, and the verdict that each must get. */
package io.flipside.artifact.tool.corpus;
