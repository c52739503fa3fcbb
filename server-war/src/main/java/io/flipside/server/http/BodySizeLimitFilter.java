// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Limits request bodies to 1 MiB, except for methods that are marked with {@link StreamedBody}. The largest of these
 * bodies is the log of a device.
 */
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
