// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Holds an HTTP request: method, address, header fields, body text, time limit.
 *
 * @param method the method, upper case
 * @param uri the address; absolute, http or https
 * @param headers header fields besides Host, User-Agent, Content-Length and Connection
 * @param body text to send in UTF-8
 * @param limit longest time from the start to the end of the response's body; none for a download
 */
public record HttpRequest(
        String method, URI uri, Map<String, String> headers, Optional<String> body, Optional<Duration> limit) {
    public HttpRequest {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("not an http or https address with a host: " + show(uri));
        }
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> requireOneLine(name + value));
    }

    /** Makes a request without a body and without a time limit. */
    public static HttpRequest get(URI uri, Map<String, String> headers) {
        return new HttpRequest("GET", uri, headers, Optional.empty(), Optional.empty());
    }

    /** Returns an address as it may be shown and logged: credentials and the query (links are signed there) are left out. */
    public static String show(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?...";
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getHost() == null ? path : uri.getScheme() + "://" + uri.getHost() + port + path + query;
    }

    /** Returns scheme, host and port, for messages. */
    public String origin() {
        return uri.getScheme() + "://" + uri.getHost() + ":" + port();
    }

    /** Returns the port of the address, or the usual one of its scheme. */
    public int port() {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static void requireOneLine(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("a header field must be one line of printable ASCII");
        }
    }
}
