// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.database.Page;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Reads the page that a request asks for, and builds the response with its {@code Link} and {@code X-Total-Count}. */
public class Paging {
    private static final int DEFAULT = 20;
    private static final int MOST = 500;

    @QueryParam("page")
    @Nullable
    String number;

    @QueryParam("per_page")
    @Nullable
    String size;

    @Context
    UriInfo uri;

    /** Reads {@code page} and {@code per_page}. */
    public Page requested() {
        return new Page(number("page", number, 1, Integer.MAX_VALUE / MOST), number("per_page", size, DEFAULT, MOST));
    }

    private static int number(String name, @Nullable String text, int otherwise, int most) {
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) {
                return value;
            }
        }
        throw ErrorResponseException.badRequest(name + " must be a number from 1 to " + most);
    }

    /** Answers the items of the requested page, of so many in total. */
    public Response answer(Collection<?> items, long total) {
        Page page = requested();
        int last = (int) Math.max(1, (total + page.size() - 1) / page.size());
        Response.ResponseBuilder answer = Response.ok(items).header("X-Total-Count", total);
        link(answer, new Page(1, page.size()), "first");
        if (page.number() > 1) {
            link(answer, new Page(page.number() - 1, page.size()), "prev");
        }
        if (page.number() < last) {
            link(answer, new Page(page.number() + 1, page.size()), "next");
        }
        link(answer, new Page(last, page.size()), "last");
        return answer.build();
    }

    private void link(Response.ResponseBuilder answer, Page page, String rel) {
        UriBuilder target = uri.getRequestUriBuilder()
                .replaceQueryParam("page", page.number())
                .replaceQueryParam("per_page", page.size());
        java.net.URI absolute = target.build();
        answer.header("Link", "<" + absolute.getRawPath() + "?" + absolute.getRawQuery() + ">; rel=\"" + rel + "\"");
    }
}
