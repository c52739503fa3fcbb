// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Limits the size of request bodies other than artifacts to that of a device's log. */
@Provider
public class BodySizeLimitFilter implements ContainerRequestFilter {
    static final int LIMIT = 1 << 20;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod().isAnnotationPresent(StreamedBody.class)) {
            return;
        }
        if (request.getLength() > LIMIT) {
            throw BoundedBodyInput.tooLarge(LIMIT);
        }
        request.setEntityStream(new BoundedBodyInput(request.getEntityStream(), LIMIT));
    }
}
