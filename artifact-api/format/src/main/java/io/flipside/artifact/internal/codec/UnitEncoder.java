// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import java.io.IOException;

/** Compresses a stream in units that can be expanded one by one. */
public interface UnitEncoder {
    /** Largest unit in bytes, not compressed. */
    int unitSize();

    /** How many units may be on their way, each with its buffer; bounds memory. */
    int window(int threads);

    /** What precedes the first unit. */
    byte[] head();

    /**
     * Compresses a unit; the result does not depend on any other. Thread-safe.
     *
     * @param unit its bytes; not changed, nor needed after the return
     * @param length how many of them count, at least 1
     */
    Encoded encode(byte[] unit, int length) throws IOException;

    /** Takes note of a unit that has been written; called in order. */
    default void written(Encoded unit) {}

    /** What follows the last unit. */
    byte[] tail();

    /**
     * A compressed unit.
     *
     * @param bytes compressed
     * @param length how many of them count
     * @param expanded size before
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Encoded(byte[] bytes, int length, int expanded) {}
}
