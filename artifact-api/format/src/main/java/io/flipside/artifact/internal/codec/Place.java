// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

/**
 * Where a unit starts.
 *
 * @param stored its offset in the compressed stream
 * @param expanded the offset of its content in the expanded stream
 */
public record Place(long stored, long expanded) {}
