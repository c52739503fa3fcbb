// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

/**
 * Tells at which compressed and decompressed offsets a unit starts.
 *
 * @param stored its offset in the compressed stream
 * @param decompressed the offset of its content in the decompressed stream
 */
public record UnitPosition(long stored, long decompressed) {}
