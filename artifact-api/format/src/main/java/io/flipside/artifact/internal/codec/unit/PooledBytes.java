// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

/**
 * Holds bytes in a pooled buffer, which is owned by one thread at a time and returned to its pool after use.
 *
 * @param bytes the buffer
 * @param length how many of them count
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record PooledBytes(byte[] bytes, int length) {}
