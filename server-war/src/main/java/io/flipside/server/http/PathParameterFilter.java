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
 * Refuses addresses with path parameters ({@code /api;x=1/…}). No call has one, and they hide an address from what goes by
 * it, limits and filters, but not from the resources.
 */
@WebFilter("/*")
public class PathParameterFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().indexOf(';') < 0) {
            chain.doFilter(request, response);
        } else {
            // Whichever of the filters comes first.
            ResponseHeadersFilter.set(request, response);
            ErrorResponse.send(request, response, 400, "no address here has a ';' before its '?'; take it out");
        }
    }
}
