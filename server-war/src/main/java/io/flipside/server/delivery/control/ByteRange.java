// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.control;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the range of bytes of a file that a response sends.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive
 * @param total size of the file
 */
public record ByteRange(long first, long last, long total) {
    private static final Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    public static ByteRange whole(long total) {
        return new ByteRange(0, total - 1, total);
    }

    /**
     * What a Range header asks for. What is not one well-formed range is ignored, as HTTP allows.
     *
     * @return empty if the range lies outside the file
     */
    public static Optional<ByteRange> of(@Nullable String header, long total) {
        Matcher range = SINGLE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.of(whole(total));
        }
        if (range.group(1).isEmpty()) {
            long wanted = Math.min(Long.parseLong(range.group(2)), total);
            return wanted == 0 ? Optional.empty() : Optional.of(new ByteRange(total - wanted, total - 1, total));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? total - 1 : Math.min(Long.parseLong(range.group(2)), total - 1);
        return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last, total));
    }

    public long length() {
        return last - first + 1;
    }

    public boolean isWhole() {
        return length() == total;
    }

    public String contentRange() {
        return "bytes " + first + "-" + last + "/" + total;
    }
}
