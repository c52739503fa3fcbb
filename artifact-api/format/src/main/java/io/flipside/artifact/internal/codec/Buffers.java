// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Buffers used again and again, as allocating and clearing a megabyte costs as much as copying it. Thread-safe. */
final class Buffers {
    private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();

    byte[] take(int size) {
        byte @Nullable [] buffer = free.poll();
        return buffer != null && buffer.length >= size ? buffer : new byte[size];
    }

    void give(byte[] buffer) {
        free.add(buffer);
    }
}
