// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param number from 1
 * @param size at most 500
 */
public record Page(int number, int size) {
    private static final int DEFAULT = 20;
    private static final int MOST = 500;

    /** Reads {@code page} and {@code per_page}. */
    public static Page of(UriInfo uri) {
        int number = number(uri, "page", 1, Integer.MAX_VALUE / MOST);
        return new Page(number, number(uri, "per_page", DEFAULT, MOST));
    }

    private static int number(UriInfo uri, String name, int otherwise, int most) {
        @Nullable String text = uri.getQueryParameters().getFirst(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        }
        throw Refusal.badRequest(name + " must be a number from 1 to " + most);
    }

    public int offset() {
        return (number - 1) * size;
    }

    /** The items of this page, with {@code X-Total-Count} and {@code Link}. */
    public Response answer(List<?> items, long total, UriInfo uri) {
        int last = (int) Math.max(1, (total + size - 1) / size);
        Response.ResponseBuilder answer = Response.ok(items).header("X-Total-Count", total);
        link(answer, uri, 1, "first");
        if (number > 1) {
            link(answer, uri, number - 1, "prev");
        }
        if (number < last) {
            link(answer, uri, number + 1, "next");
        }
        link(answer, uri, last, "last");
        return answer.build();
    }

    private void link(Response.ResponseBuilder answer, UriInfo uri, int page, String rel) {
        UriBuilder target =
                uri.getRequestUriBuilder().replaceQueryParam("page", page).replaceQueryParam("per_page", size);
        java.net.URI absolute = target.build();
        answer.header("Link", "<" + absolute.getRawPath() + "?" + absolute.getRawQuery() + ">; rel=\"" + rel + "\"");
    }
}
