// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Holds the status and the header fields of an HTTP response, and its body as a stream. The stream throws an exception
 * where the connection ends early.
 *
 * @param origin scheme, host and port that it comes from, for messages
 * @param status the status
 * @param headers header fields by name, in any case; the first of several with one name
 * @param length length of the body, if the head says so
 * @param body the body; big reads reach the connection without a copy
 */
public record HttpResponse(
        String origin, int status, Map<String, String> headers, OptionalLong length, InputStream body) {
    public HttpResponse {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(anyCase::putIfAbsent);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** Returns the value of a header field. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * Reads the whole body as UTF-8 text.
     *
     * @param limit most bytes that are accepted
     * @throws HttpException if the body is longer, or the connection fails
     */
    public String text(int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new HttpException(
                    HttpException.Kind.NOT_HTTP,
                    origin + " answers with more than the " + limit + " bytes that are sensible here");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
