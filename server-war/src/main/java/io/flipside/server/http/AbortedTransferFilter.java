// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Makes one line of the log of a client that goes away in the middle of a request or its answer; the container and its
 * libraries make hundreds. Named in {@code web.xml}, so that it stands around all other filters.
 */
public class AbortedTransferFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        AbortableExchange exchange = new AbortableExchange(request, response);
        try {
            chain.doFilter(exchange.request(), exchange.response());
        } catch (IOException e) {
            if (!exchange.isAborted()) {
                throw e;
            }
        }
    }
}
