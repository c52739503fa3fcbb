// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.http.Audience.Caller;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;

/** Reads {@link Audience} from the resource that a request has reached. */
public final class Audiences {
    private Audiences() {}

    public static Optional<Caller> of(ResourceInfo resource) {
        Audience own = resource.getResourceMethod().getAnnotation(Audience.class);
        Audience all = resource.getResourceClass().getAnnotation(Audience.class);
        return Optional.ofNullable(own != null ? own : all).map(Audience::value);
    }
}
