// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partition.internal;

import io.flipside.artifact.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Reads what a device holds, from the storage and not from the page cache where that is possible. */
final class ReadBack {
    private ReadBack() {}

    /** The digest of the first {@code size} bytes. */
    static Digest digest(Path path, long size, BooleanSupplier cancelled) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = DirectFile.buffer();
        try (FileChannel channel = DirectFile.open(path, StandardOpenOption.READ)) {
            for (long left = size; left > 0; left -= buffer.limit()) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the partition writer is being replaced");
                }
                if (channel.read(buffer.clear().limit(DirectFile.BUFFER), size - left) <= 0) {
                    throw new EOFException(path + " ends at byte " + (size - left) + " of " + size);
                }
                buffer.flip().limit((int) Math.min(buffer.limit(), left));
                digest.update(buffer);
            }
        }
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
