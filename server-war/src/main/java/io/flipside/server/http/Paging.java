// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.database.Page;
import jakarta.ws.rs.QueryParam;
import java.util.Collection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads the page that a request asks for. */
public class Paging {
    private static final int DEFAULT = 20;
    private static final int MOST = 500;
    private static final int LAST = Integer.MAX_VALUE / MOST;

    @QueryParam("page")
    @Schema(implementation = Integer.class, minimum = "1", maximum = "" + LAST, defaultValue = "1")
    @Nullable
    String number;

    @QueryParam("per_page")
    @Schema(implementation = Integer.class, minimum = "1", maximum = "" + MOST, defaultValue = "" + DEFAULT)
    @Nullable
    String size;

    /** Reads {@code page} and {@code per_page}. */
    public Page requested() {
        return new Page(number("page", number, 1, LAST), number("per_page", size, DEFAULT, MOST));
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
    public <T> ResponsePage<T> answer(Collection<T> items, long total) {
        return new ResponsePage<>(requested(), items, total);
    }
}
