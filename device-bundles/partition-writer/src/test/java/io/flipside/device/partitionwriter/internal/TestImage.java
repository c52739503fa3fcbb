// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.artifact.model.Checkpoint;
import io.flipside.artifact.model.Digest;
import io.flipside.artifact.model.PayloadFile;
import io.flipside.device.payload.IncomingPayloadFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A payload file that comes from memory. */
record TestImage(String name, long size, Digest digest, InputStream content, Optional<Checkpoint> checkpoint)
        implements PayloadFile {
    static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static TestImage of(byte[] bytes) {
        return new TestImage(
                "rootfs.ext4", bytes.length, digest(bytes), new ByteArrayInputStream(bytes), Optional.empty());
    }

    /** The stream breaks after some bytes. */
    TestImage brokenAfter(int count) throws IOException {
        InputStream head = new ByteArrayInputStream(content.readNBytes(count));
        return withContent(new SequenceInputStream(head, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }
        }));
    }

    TestImage withCheckpoint(Checkpoint reached) {
        return new TestImage(name, size, digest, content, Optional.of(reached));
    }

    TestImage withContent(InputStream other) {
        return new TestImage(name, size, digest, other, checkpoint);
    }

    TestImage withDigest(Digest other) {
        return new TestImage(name, size, other, content, checkpoint);
    }

    IncomingPayloadFiles alone() {
        return files(List.of(this));
    }

    static IncomingPayloadFiles files(List<TestImage> images) {
        Iterator<TestImage> left = images.iterator();
        return () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }

    static Digest digest(byte[] bytes) {
        try {
            return new Digest(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
