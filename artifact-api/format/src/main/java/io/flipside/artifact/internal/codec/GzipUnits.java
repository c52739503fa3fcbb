// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec;

import io.flipside.artifact.internal.stream.MalformedException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** The members of a gzip stream; those that say how long they are can be expanded side by side. */
final class GzipUnits implements UnitSource {
    private final Packed in;
    private final Buffers buffers;
    private boolean started;

    GzipUnits(Packed in, Buffers buffers) {
        this.in = in;
        this.buffers = buffers;
    }

    @Override
    public Optional<Unit> next() throws IOException {
        if (in.atEnd()) {
            if (!started) {
                throw new MalformedException("empty, not gzip");
            }
            return Optional.empty();
        }
        started = true;
        GzipHeader header = GzipHeader.read(in);
        OptionalInt body = header.wholeBody();
        return Optional.of(
                body.isPresent() ? whole(header, body.getAsInt()) : new Unit.Streamed(new GzipMemberInput(in)));
    }

    private Unit whole(GzipHeader header, int length) throws IOException {
        byte[] packed = buffers.take(length);
        in.exactly(packed, 0, length);
        int expanded = (int) header.sizes().expanded();
        return (Unit.Whole) () -> {
            byte[] out = buffers.take(expanded);
            GzipMember.expand(packed, length, out, expanded);
            buffers.give(packed);
            return new Chunk(out, expanded);
        };
    }
}
