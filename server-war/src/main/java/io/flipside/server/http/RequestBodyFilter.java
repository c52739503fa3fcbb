// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Bounds what the bodies of requests cost: {@link BodyLimit} each, {@link BodyReader} all together. Uploads pass. */
@WebFilter("/api/*")
public class RequestBodyFilter extends HttpFilter {
    /** Request attribute: the id of a caller who has shown a token, set by whoever checks that. He shares as himself. */
    public static final String CALLER = "io.flipside.caller";

    private static final long serialVersionUID = 1L;

    @Inject
    transient ClientAddress addresses;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int limit = BodyLimit.of(request);
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        boolean body = chunked || request.getContentLengthLong() > 0;
        boolean upgrade = request.getHeader("Upgrade") != null;
        if (upgrade) {
            // What follows on this connection would be taken for the other protocol.
            response.setHeader("Connection", "close");
        }
        if (upgrade && chunked) {
            ErrorResponse.send(
                    request, response, 411, "send no Upgrade with a chunked body: this server has HTTP/1.1 alone");
        } else if (body && isEncoded(request)) {
            ErrorResponse.send(request, response, 415, "bodies with a Content-Encoding are not read here");
        } else if (!body || limit == BodyLimit.STREAMED) {
            chain.doFilter(request, response);
        } else if (request.getContentLengthLong() > limit) {
            ErrorResponse.send(
                    request, response, 413, BodyReader.tooLarge(limit).reason());
        } else {
            try (BodyReader reader = new BodyReader(request, addresses.of(request), limit)) {
                chain.doFilter(new BufferedRequest(request, reader), response);
            }
        }
    }

    private static boolean isEncoded(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }
}
