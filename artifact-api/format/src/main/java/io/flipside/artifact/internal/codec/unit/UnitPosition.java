// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

/**
 * Holds the offsets of a unit in the compressed and in the decompressed stream.
 *
 * @param stored its offset in the compressed stream
 * @param decompressed the offset of its content in the decompressed stream
 */
public record UnitPosition(long stored, long decompressed) {}
