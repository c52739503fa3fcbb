// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses addresses that would be read in two ways. Of one whose percent-encoding is broken the container leaves out what it
 * cannot read, so that a call about one thing would become one about all. Path parameters ({@code /api;x=1/…}), which no call
 * has, hide an address from what goes by it, limits and filters, but not from the resources.
 */
@WebFilter("/*")
public class RequestAddressFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9a-fA-F]{2})");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().indexOf(';') >= 0) {
            ErrorResponse.send(request, response, 400, "no address here has a ';' before its '?'; take it out");
        } else if (isWellFormed(request.getRequestURI()) && isWellFormed(request.getQueryString())) {
            chain.doFilter(request, response);
        } else {
            ErrorResponse.send(request, response, 400, "the percent-encoding of the address is broken, or not UTF-8");
        }
    }

    static boolean isWellFormed(@Nullable String encoded) {
        if (encoded == null || encoded.indexOf('%') < 0) {
            return true;
        }
        if (BROKEN.matcher(encoded).find()) {
            return false;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                // What separates two of them counts, not which character it is.
                bytes.write(' ');
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
