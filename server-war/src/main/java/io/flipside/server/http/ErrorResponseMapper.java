// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.database.DatabaseFailure;
import io.flipside.server.log.LogSanitizer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Maps every exception to a JSON error with the request's id. Details of unexpected errors go to the server's log only. */
@Provider
public class ErrorResponseMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ErrorResponseMapper.class.getName());

    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Throwable problem) {
        if (problem instanceof ErrorResponseException refusal) {
            return answer(refusal);
        }
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ErrorResponseException refusal) {
                return answer(refusal);
            }
        }
        if (problem instanceof WebApplicationException known) {
            Response response = known.getResponse();
            return answer(
                    Response.fromResponse(response), response.getStatusInfo().getReasonPhrase());
        }
        if (DatabaseFailure.isTooLarge(problem)) {
            return answer(Response.status(413), DatabaseFailure.TOO_LARGE);
        }
        if (DatabaseFailure.isUnreachable(problem)) {
            LOG.log(
                    Level.WARNING,
                    LogSanitizer.of("the database is not reachable: request " + requestId() + ", " + request.getMethod()
                            + " " + request.getRequestURI() + ": " + DatabaseFailure.reason(problem)));
            return answer(Response.status(503), DatabaseFailure.ANSWER);
        }
        LOG.log(Level.ERROR, "request " + requestId() + " failed: " + request.getMethod() + " " + path(), problem);
        return answer(Response.serverError(), "internal error; the server's log has more under request " + requestId());
    }

    private Response answer(ErrorResponseException refusal) {
        Response.ResponseBuilder builder = Response.status(refusal.status());
        refusal.retryAfter().ifPresent(wait -> builder.header(HttpHeaders.RETRY_AFTER, wait.toSeconds() + 1));
        return answer(builder, refusal.reason());
    }

    private Response answer(Response.ResponseBuilder builder, String text) {
        if (builder.build().getStatus() == 503) {
            builder.header(HttpHeaders.RETRY_AFTER, ErrorResponse.RETRY_SECONDS);
        }
        return builder.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new Problem(text, requestId()))
                .build();
    }

    private String requestId() {
        return RequestId.of(request);
    }

    private String path() {
        return LogSanitizer.of(request.getRequestURI());
    }

    /**
     * The one error shape.
     *
     * @param error what went wrong, for people
     * @param requestId finds the request in the server's log
     */
    public record Problem(String error, String requestId) {}
}
