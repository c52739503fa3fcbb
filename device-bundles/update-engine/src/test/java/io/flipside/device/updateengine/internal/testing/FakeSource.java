// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

import io.flipside.device.source.ArtifactSource;
import io.flipside.device.source.ArtifactStream;
import io.flipside.device.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Serves artifacts from memory as {@code test:NAME}. */
public final class FakeSource implements ArtifactSource {
    private final Map<URI, byte[]> artifacts = new HashMap<>();

    private long fetched;
    private long breaksAt = Long.MAX_VALUE;

    /** The connection breaks, once, when bytes behind this are read. */
    public void breaksAt(long position) {
        breaksAt = position;
    }

    /** Bytes that were read, and not skipped, of the artifact opened last. */
    public long fetched() {
        return fetched;
    }

    private final class Counted extends FilterInputStream {
        private long position;

        Counted(byte[] artifact) {
            super(new ByteArrayInputStream(artifact));
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (position >= breaksAt) {
                breaksAt = Long.MAX_VALUE;
                throw new SourceException("given up at byte " + position);
            }
            int read = super.read(into, offset, length);
            fetched += Math.max(0, read);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            position += skipped;
            return skipped;
        }
    }

    /** Offers an artifact. */
    public URI offer(String name, byte[] artifact) {
        URI location = URI.create("test:" + name);
        artifacts.put(location, artifact);
        return location;
    }

    @Override
    public ArtifactStream open(URI location) throws IOException {
        byte[] artifact = artifacts.get(location);
        if (artifact == null) {
            throw new SourceException("nothing at " + location);
        }
        fetched = 0;
        return streamOf(new Counted(artifact), artifact.length);
    }

    /** A stream of known length. */
    public static ArtifactStream streamOf(InputStream content, long size) {
        return new ArtifactStream() {
            @Override
            public InputStream content() {
                return content;
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.of(size);
            }

            @Override
            public void close() throws IOException {
                content.close();
            }
        };
    }
}
