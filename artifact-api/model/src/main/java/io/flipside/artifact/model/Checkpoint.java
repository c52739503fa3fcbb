// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies a position in an artifact at which reading a payload file can be resumed by {@link PayloadFile#resume}.
 * Nothing of it is trusted, so that it may be kept anywhere. Immutable.
 *
 * @param artifactOffset the byte of the artifact at which a unit starts, 0 to 10<sup>18</sup> - 1
 * @param fileOffset the byte of the payload file that this unit starts with, 0 to 10<sup>18</sup> - 1
 */
public record Checkpoint(long artifactOffset, long fileOffset) {
    private static final long END = 1_000_000_000_000_000_000L;
    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,17})");

    public Checkpoint {
        if (artifactOffset < 0 || artifactOffset >= END || fileOffset < 0 || fileOffset >= END) {
            throw new IllegalArgumentException("no offsets: " + artifactOffset + ", " + fileOffset);
        }
    }

    /** What {@link #text} gave; empty if it is anything else. */
    public static Optional<Checkpoint> parse(String text) {
        Matcher numbers = TEXT.matcher(text);
        return numbers.matches()
                ? Optional.of(new Checkpoint(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2))))
                : Optional.empty();
    }

    /** Both offsets in decimal with a blank between them, for storing. */
    public String text() {
        return artifactOffset + " " + fileOffset;
    }
}
