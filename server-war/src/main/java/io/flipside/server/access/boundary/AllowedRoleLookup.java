// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.entity.CallerRole;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;

/** Reads {@link AllowedRole} from the resource that a request has reached. */
public final class AllowedRoleLookup {
    private AllowedRoleLookup() {}

    public static Optional<CallerRole> of(ResourceInfo resource) {
        AllowedRole own = resource.getResourceMethod().getAnnotation(AllowedRole.class);
        AllowedRole all = resource.getResourceClass().getAnnotation(AllowedRole.class);
        return Optional.ofNullable(own != null ? own : all).map(AllowedRole::value);
    }
}
