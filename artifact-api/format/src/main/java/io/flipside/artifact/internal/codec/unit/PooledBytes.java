// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

/**
 * Holds bytes in a buffer that goes back to its pool after use; owned by one thread at a time.
 *
 * @param bytes the buffer
 * @param length how many of them count
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record PooledBytes(byte[] bytes, int length) {}
