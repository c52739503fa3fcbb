// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Jersey has a mapper of its own for these, which is nearer than {@link ErrorResponseMapper} and fails: an HTML page and no reason. */
@Provider
@Priority(1)
public class TransactionalExceptionMapper implements ExceptionMapper<TransactionalException> {
    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(TransactionalException problem) {
        ErrorResponseMapper errors = new ErrorResponseMapper();
        errors.request = request;
        return errors.toResponse(problem);
    }
}
