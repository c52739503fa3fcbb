// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Refuses paths whose ids are none. Every parameter of a path is an id. */
@Provider
public class PathIdFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        request.getUriInfo().getPathParameters().forEach((name, ids) -> JsonCodec.ids(ids, name));
    }
}
