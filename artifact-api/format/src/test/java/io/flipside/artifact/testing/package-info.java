// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/** What tests of artifacts share: the peers' programs, and bytes to try. */
package io.flipside.artifact.testing;
