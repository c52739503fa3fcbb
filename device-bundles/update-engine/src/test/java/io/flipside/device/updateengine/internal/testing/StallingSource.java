// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

import io.flipside.device.source.ArtifactSource;
import io.flipside.device.source.ArtifactStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Serves the beginning of an artifact, and then nothing until its stream is closed. */
public final class StallingSource implements ArtifactSource {
    private final byte[] artifact;
    private final int stallsAt;
    private final CountDownLatch stalled = new CountDownLatch(1);

    public StallingSource(byte[] artifact, int stallsAt) {
        this.artifact = artifact;
        this.stallsAt = stallsAt;
    }

    /** Whether somebody hangs in a read. */
    public boolean stalled() {
        return stalled.getCount() == 0;
    }

    @Override
    public ArtifactStream open(URI location) {
        return FakeSource.streamOf(new Stalling(), artifact.length);
    }

    private final class Stalling extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private int position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        /** Like a socket: deaf to interrupts, but not to being closed. */
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (position >= stallsAt) {
                stalled.countDown();
                awaitClose();
                throw new IOException("socket closed");
            }
            byte[] part = Arrays.copyOfRange(artifact, position, Math.min(stallsAt, position + length));
            System.arraycopy(part, 0, buffer, offset, part.length);
            position += part.length;
            return part.length;
        }

        private void awaitClose() {
            boolean interrupted = false;
            while (closed.getCount() > 0) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
