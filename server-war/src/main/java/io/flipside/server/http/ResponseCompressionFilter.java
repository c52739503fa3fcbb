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

/**
 * Compresses answers to people. The connector could, but one that compresses answers also decompresses requests, before
 * anybody can ask how large they get.
 */
@WebFilter({"/assets/*", "/api/management/*"})
public class ResponseCompressionFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String accepted = request.getHeader("Accept-Encoding");
        if (!request.getMethod().equals("GET") || accepted == null || !accepted.contains("gzip")) {
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
}
