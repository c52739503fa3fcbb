// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.entity;

import io.flipside.server.http.ApiName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Enumerates the authorisation statuses of a device or of one of its keys. */
public enum AuthStatus implements ApiName {
    PENDING,
    /** Accepted with its first request. */
    PREAUTHORIZED,
    ACCEPTED,
    REJECTED,
    NOAUTH;

    @Override
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuthStatus> parse(String wire) {
        return Arrays.stream(values()).filter(s -> s.wire().equals(wire)).findFirst();
    }
}
