// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses answers to people. The connector could, but one that compresses answers also decompresses requests, before
 * anybody can ask how large they get.
 */
@WebFilter({"/assets/*", "/api/management/*"})
public class ResponseCompressionFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Pattern GZIP =
            Pattern.compile("gzip(\\s*;\\s*q=(1(\\.0*)?|0\\.0*[1-9][0-9]*))?", Pattern.CASE_INSENSITIVE);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.addHeader("Vary", "Accept-Encoding");
        if (!request.getMethod().equals("GET") || !acceptsGzip(request.getHeader("Accept-Encoding"))) {
            chain.doFilter(request, response);
            return;
        }
        CompressedResponse compressed = new CompressedResponse(response);
        try {
            chain.doFilter(request, compressed);
            compressed.finish();
        } finally {
            compressed.release();
        }
    }

    /** Whether gzip is named, and not with the weight zero, which refuses it. */
    static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null
                && Stream.of(accepted.split(","))
                        .anyMatch(coding -> GZIP.matcher(coding.strip()).matches());
    }
}
