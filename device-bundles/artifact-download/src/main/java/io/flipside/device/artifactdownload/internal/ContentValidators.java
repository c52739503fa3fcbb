// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.http.HttpResponse;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Holds the HTTP validators of a response (ETag, Last-Modified, size), and compares them with those of another
 * response.
 *
 * @param tag the entity tag
 * @param modified when it was changed last
 * @param size size in bytes
 */
record ContentValidators(Optional<String> tag, Optional<String> modified, OptionalLong size) {
    /** The version that an answer with the whole artifact speaks of. */
    static ContentValidators of(HttpResponse answer) {
        return of(answer, answer.length());
    }

    static ContentValidators of(HttpResponse answer, OptionalLong size) {
        return new ContentValidators(answer.header("ETag"), answer.header("Last-Modified"), size);
    }

    /** What to send as If-Range: a strong tag, else the time. */
    Optional<String> validator() {
        return tag.filter(value -> !value.startsWith("W/")).or(() -> modified);
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
