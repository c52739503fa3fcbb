// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.boundary;

import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.http.ErrorResponseException;
import java.util.Collection;
import java.util.List;

/** Parses authorisation statuses from a query parameter. */
public final class AuthStatusParameter {
    private AuthStatusParameter() {}

    public static List<AuthStatus> parse(Collection<String> texts) {
        return texts.stream()
                .flatMap(text -> List.of(text.split(",", -1)).stream())
                .map(text -> AuthStatus.parse(text)
                        .orElseThrow(() -> ErrorResponseException.badRequest(
                                "status must be pending, preauthorized, accepted, rejected or noauth, not '" + text
                                        + "'")))
                .toList();
    }
}
