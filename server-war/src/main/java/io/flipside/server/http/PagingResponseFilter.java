// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** Answers a page with its items alone, and says in {@code Link} and {@code X-Total-Count} what else there is. */
@Provider
public class PagingResponseFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ResponsePage<?> paged) {
            int size = paged.page().size();
            int number = paged.page().number();
            int last = (int) Math.max(1, (paged.total() + size - 1) / size);
            response.setEntity(paged.items());
            response.getHeaders().putSingle("X-Total-Count", paged.total());
            Links links = new Links(request.getUriInfo(), response, size);
            links.add(1, "first");
            if (number > 1) {
                links.add(number - 1, "prev");
            }
            if (number < last) {
                links.add(number + 1, "next");
            }
            links.add(last, "last");
        }
    }

    private record Links(UriInfo uri, ContainerResponseContext response, int size) {
        void add(int page, String rel) {
            URI target = uri.getRequestUriBuilder()
                    .replaceQueryParam("page", page)
                    .replaceQueryParam("per_page", size)
                    .build();
            response.getHeaders()
                    .add("Link", "<" + target.getRawPath() + "?" + target.getRawQuery() + ">; rel=\"" + rel + "\"");
        }
    }
}
