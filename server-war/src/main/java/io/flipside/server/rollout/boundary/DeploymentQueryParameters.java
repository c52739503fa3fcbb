// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import io.flipside.server.rollout.control.DeploymentQuery;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads from the query which deployments are asked for, with Mender's names. */
public class DeploymentQueryParameters {
    @QueryParam("status")
    @Schema(enumeration = {"pending", "inprogress", "finished"})
    @Nullable
    String status;

    @QueryParam("id")
    List<String> ids = List.of();

    @QueryParam("name")
    List<String> names = List.of();

    @QueryParam("type")
    @Schema(enumeration = {"software", "configuration"})
    @Nullable
    String type;

    @QueryParam("created_after")
    @Schema(implementation = Long.class)
    @Nullable
    String after;

    @QueryParam("created_before")
    @Schema(implementation = Long.class)
    @Nullable
    String before;

    @QueryParam("sort")
    @Schema(enumeration = {"asc", "desc"})
    @Nullable
    String sort;

    DeploymentQuery query() {
        return new DeploymentQuery(
                Optional.ofNullable(word("status", status, DeploymentQuery.STATUSES)),
                JsonCodec.ids(ids, "id"),
                names,
                !"configuration".equals(word("type", type, List.of("software", "configuration"))),
                Optional.ofNullable(after).map(text -> time("created_after", text)),
                Optional.ofNullable(before).map(text -> time("created_before", text)),
                "asc".equals(word("sort", sort, List.of("asc", "desc"))));
    }

    private static @Nullable String word(String name, @Nullable String value, List<String> known) {
        if (value != null && !known.contains(value)) {
            throw ErrorResponseException.badRequest(name + " must be one of " + String.join(", ", known));
        }
        return value;
    }

    private static Instant time(String name, String seconds) {
        if (!seconds.matches("[0-9]{1,11}")) {
            throw ErrorResponseException.badRequest(name + " must be a time in seconds since 1970");
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }
}
