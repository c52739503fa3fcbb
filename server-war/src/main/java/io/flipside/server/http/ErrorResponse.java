// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.http.ErrorResponseMapper.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends the one error shape from where no resource answers: filters and servlets. */
public final class ErrorResponse {
    static final int RETRY_SECONDS = 5;

    private ErrorResponse() {}

    public static void send(HttpServletRequest request, HttpServletResponse response, int status, String why)
            throws IOException {
        response.setStatus(status);
        if (status == 503) {
            response.setIntHeader("Retry-After", RETRY_SECONDS);
        }
        byte[] body = JsonCodec.write(new Problem(why, RequestId.of(request))).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
