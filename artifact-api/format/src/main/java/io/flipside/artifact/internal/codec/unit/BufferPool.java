// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Pools byte buffers for reuse, because allocating and clearing a megabyte costs as much as copying it. Thread-safe.
 */
public final class BufferPool {
    private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();

    public byte[] take(int size) {
        byte @Nullable [] buffer = free.poll();
        return buffer != null && buffer.length >= size ? buffer : new byte[size];
    }

    public void give(byte[] buffer) {
        free.add(buffer);
    }
}
