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

/**
 * Bounds how many large answers are written at once, to people and to anybody: each may hold a few MiB of what devices have
 * reported, and one of the connector's threads as long as its receiver takes.
 */
@WebFilter({"/api/management/*", "/assets/*", "/openapi/*"})
public class ResponseBudgetFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final CallerPlaces PEOPLE = new CallerPlaces(40);
    private static final CallerPlaces ANYBODY = new CallerPlaces(16);

    @Inject
    transient ClientAddress addresses;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean anybody = !request.getServletPath().startsWith("/api");
        if (!anybody && (BodyLimit.of(request) == BodyLimit.STREAMED || BodyLimit.isOpenToAnybody(request))) {
            chain.doFilter(request, response);
            return;
        }
        CallerPlaces places = anybody ? ANYBODY : PEOPLE;
        String address = ClientAddress.network(addresses.of(request));
        if (!places.take(address)) {
            ErrorResponse.send(request, response, 503, "too many questions at once; try again");
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.leave(address);
        }
    }
}
