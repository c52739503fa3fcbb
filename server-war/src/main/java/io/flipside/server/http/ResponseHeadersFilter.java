// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Adds the request id and the security headers to every response. */
@WebFilter("/*")
public class ResponseHeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String CONSOLE = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
            + "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types lit-html";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        set(request, response);
        chain.doFilter(request, response);
    }

    /** Sets them by the address that was asked for, also when an error is answered. */
    static void set(HttpServletRequest request, HttpServletResponse response) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String address = failed instanceof String uri ? uri : request.getRequestURI();
        boolean api = address.startsWith(request.getContextPath() + "/api/");
        response.setHeader(RequestId.HEADER, RequestId.of(request));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", api ? NOTHING : CONSOLE);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (api) {
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
