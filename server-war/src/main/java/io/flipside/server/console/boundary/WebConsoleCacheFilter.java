// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console.boundary;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells browsers to keep the web console's assets for ever, and to revalidate its pages at each request. */
@WebFilter("/*")
public class WebConsoleCacheFilter extends HttpFilter {
    static final String ASK_AGAIN = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        if (path.startsWith("/assets/")) {
            // Not for what is absent: an instance of another version behind the same balancer may have it.
            boolean here = getServletContext().getResource(path) != null;
            response.setHeader("Cache-Control", here ? FOR_EVER : "no-store");
        } else if (path.isEmpty() || path.equals("/") || path.equals("/index.html") || path.equals("/favicon.svg")) {
            response.setHeader("Cache-Control", ASK_AGAIN);
        }
        chain.doFilter(request, response);
    }
}
