// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.codec.unit;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.stream.PositionInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads data that was stored without compression, and can resume at any byte. It reports one position in a MiB. Not
 * thread-safe.
 */
public final class UncompressedInput extends PositionInput implements ResumableInput {
    private static final long DISTANCE = 1 << 20;

    public UncompressedInput(InputStream in) {
        super(in);
    }

    @Override
    public Optional<UnitPosition> last(long from, long to) {
        long at = from + (to - from) / DISTANCE * DISTANCE;
        return Optional.of(new UnitPosition(at, at));
    }

    @Override
    public boolean jump(UnitPosition place) throws IOException {
        if (place.stored() != place.decompressed()) {
            throw new MalformedException("this checkpoint belongs to another artifact");
        }
        if (place.stored() < position()) {
            return false;
        }
        skipNBytes(place.stored() - position());
        return true;
    }
}
