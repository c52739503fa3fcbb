// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Command-line tool that writes, reads, checks, signs and changes artifacts; its options are those of mender-artifact.
 */
@NullMarked
package io.flipside.artifact.tool;

import org.jspecify.annotations.NullMarked;
