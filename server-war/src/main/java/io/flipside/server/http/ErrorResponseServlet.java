// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.http.ErrorResponseMapper.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Objects;

/**
 * Answers what no resource has answered, in the one error shape: the exception of a filter, a servlet or a library, and the
 * container's own errors, which would be pages otherwise. Named in {@code web.xml}.
 */
@WebServlet("/error-response")
public class ErrorResponseServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // What the failed servlet had set is about the answer that it did not give, the length of it above all.
        response.reset();
        ResponseHeadersFilter.set(request, response);
        response.setHeader("Cache-Control", "no-store");
        Problem problem;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable uncaught) {
            ErrorResponseMapper mapper = new ErrorResponseMapper();
            mapper.request = request;
            Response mapped = mapper.toResponse(uncaught);
            response.setStatus(mapped.getStatus());
            mapped.getStringHeaders()
                    .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            problem = (Problem) mapped.getEntity();
        } else {
            // Without it, somebody asked for this very address.
            Object sent = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            int status = sent instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
            response.setStatus(status);
            String reason = Objects.toString(Response.Status.fromStatusCode(status), "error " + status);
            problem = new Problem(reason, RequestId.of(request));
        }
        ErrorResponse.write(response, problem);
    }
}
