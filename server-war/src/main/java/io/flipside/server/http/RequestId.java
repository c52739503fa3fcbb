// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** Assigns an id to each request, which is sent in the X-MEN-RequestID header and in every error. */
public final class RequestId {
    public static final String HEADER = "X-MEN-RequestID";
    private static final String ATTRIBUTE = RequestId.class.getName();

    private RequestId() {}

    public static String of(HttpServletRequest request) {
        Object known = request.getAttribute(ATTRIBUTE);
        if (known instanceof String id) {
            return id;
        }
        String id = UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
