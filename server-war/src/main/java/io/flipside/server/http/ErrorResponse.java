// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.http.ErrorResponseMapper.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends the one error shape, with the headers of all responses, from where no resource answers: filters and servlets. */
public final class ErrorResponse {
    static final int RETRY_SECONDS = 5;

    private ErrorResponse() {}

    public static void send(HttpServletRequest request, HttpServletResponse response, int status, String why)
            throws IOException {
        // The filter that sets them may stand behind the one that refuses.
        ResponseHeadersFilter.set(request, response);
        response.setStatus(status);
        if (status == 503) {
            response.setIntHeader("Retry-After", RETRY_SECONDS);
        }
        write(response, new Problem(why, RequestId.of(request)));
    }

    /** Writes the body alone. */
    static void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = JsonCodec.write(problem).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
