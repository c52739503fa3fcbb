// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Holds the HTTP validators of a response (ETag, Last-Modified, size), and compares them with those of another
 * response.
 *
 * @param tag the entity tag
 * @param modified when it was changed last
 * @param answered the server's time when it answered
 * @param size size in bytes
 */
record ContentValidators(
        Optional<String> tag, Optional<String> modified, Optional<String> answered, OptionalLong size) {
    /** Bytes beyond ASCII are allowed in a tag, but not everybody takes them for the same characters. */
    private static final Pattern ENTITY_TAG = Pattern.compile("(W/)?\"[!#-~]*\"");

    /** What is known before the first answer. */
    static final ContentValidators NONE =
            new ContentValidators(Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());

    /** The version that an answer with the whole artifact speaks of. */
    static ContentValidators of(HttpResponse answer) {
        return of(answer, answer.length());
    }

    static ContentValidators of(HttpResponse answer, OptionalLong size) {
        return new ContentValidators(
                answer.header("ETag"), answer.header("Last-Modified"), answer.header("Date"), size);
    }

    /**
     * What to send as If-Range (RFC 9110, 13.1.5): a strong tag or, where there is no tag at all, a time of change at least
     * a second before the answer. Without either the bytes are asked for unconditionally, and what comes is compared.
     */
    Optional<String> validator() {
        Optional<String> valid = tag.filter(value -> ENTITY_TAG.matcher(value).matches());
        return valid.isPresent() ? valid.filter(value -> !value.startsWith("W/")) : modified.filter(this::longBefore);
    }

    private boolean longBefore(String changed) {
        Optional<Instant> before = time(changed);
        Optional<Instant> now = answered.flatMap(ContentValidators::time);
        return before.isPresent() && now.isPresent() && before.get().isBefore(now.get());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * What has changed, or empty. What only one of the two knows says nothing: the artifact's own checksums have the last
     * word, this only saves the way there.
     */
    Optional<String> difference(ContentValidators other) {
        return differ("ETag", opaque(tag), opaque(other.tag))
                .or(() -> tag.isPresent() && other.tag.isPresent()
                        ? Optional.empty()
                        : differ("Last-Modified", modified, other.modified))
                .or(() -> differ("size", boxed(size), boxed(other.size)));
    }

    /** A server may call a tag weak in one answer and strong in the next, for example after compressing. */
    private static Optional<String> opaque(Optional<String> tag) {
        return tag.map(value -> value.startsWith("W/") ? value.substring(2) : value);
    }

    private static <T> Optional<String> differ(String what, Optional<T> before, Optional<T> now) {
        boolean same = before.isEmpty() || now.isEmpty() || before.equals(now);
        return same ? Optional.empty() : Optional.of(what + " was " + before.get() + " and is " + now.get());
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
