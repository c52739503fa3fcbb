// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.regex.Pattern;

/** Tells by the address of a request how large its body may be. */
final class BodyLimit {
    static final int STREAMED = -1;
    private static final int DEVICE = 1 << 16;
    private static final int LARGE = 1 << 20;

    private static final Pattern UPLOAD = Pattern.compile("/management/v1/deployments/artifacts/?");
    private static final Pattern LARGE_OF_DEVICES =
            Pattern.compile("/devices/v1/inventory/.*|/devices/v1/deployments/device/deployments/[^/]*/log/?");

    private BodyLimit() {}

    /**
     * In bytes; {@link #STREAMED} for an upload, which is never held as a whole and has a limit of its own, and for what is
     * no resource and reads no body.
     */
    static int of(HttpServletRequest request) {
        String path = Objects.requireNonNullElse(request.getPathInfo(), "");
        if (!request.getServletPath().equals("/api")) {
            return STREAMED;
        }
        if (request.getMethod().equals("POST") && UPLOAD.matcher(path).matches()) {
            return STREAMED;
        }
        boolean small = isOpenToAnybody(request)
                || (path.startsWith("/devices/")
                        && !LARGE_OF_DEVICES.matcher(path).matches());
        return small ? DEVICE : LARGE;
    }

    /** Whether the body is read of whoever sends one. */
    static boolean isOpenToAnybody(HttpServletRequest request) {
        String path = Objects.requireNonNullElse(request.getPathInfo(), "");
        return path.startsWith("/devices/v1/authentication/") || path.startsWith("/management/v1/useradm/auth/");
    }
}
