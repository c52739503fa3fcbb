// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes bits into an array, least significant first. The target must have 8 bytes more room than are written. */
final class BitOutput {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] target;
    private int at;
    private long bits;
    private int count;

    BitOutput(byte[] target, int at) {
        this.target = target;
        this.at = at;
    }

    /** Appends up to 48 bits; the others of {@code value} must be zero. */
    void put(long value, int length) {
        bits |= value << count;
        count += length;
        LONG.set(target, at, bits);
        at += count >>> 3;
        bits >>>= count & ~7;
        count &= 7;
    }

    /** Fills up to the next whole byte. */
    void align() {
        if (count > 0) {
            put(0, 8 - count);
        }
    }

    /** Appends whole bytes; only after {@link #align()}. */
    void bytes(byte[] source, int offset, int length) {
        System.arraycopy(source, offset, target, at, length);
        at += length;
    }

    /** Where the next whole byte goes. */
    int position() {
        return at;
    }
}
