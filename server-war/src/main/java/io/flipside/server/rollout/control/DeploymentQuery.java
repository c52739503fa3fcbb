// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.control;

import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the search criteria for deployments.
 *
 * @param status one of {@link #STATUSES}; empty: all
 * @param ids any of these; empty: all
 * @param names any of these; empty: all
 * @param software deployments of releases, and there are no others
 * @param after created at this time or later
 * @param before created at this time or earlier
 * @param oldestFirst else the newest
 */
public record DeploymentQuery(
        Optional<String> status,
        List<String> ids,
        List<String> names,
        boolean software,
        Optional<Instant> after,
        Optional<Instant> before,
        boolean oldestFirst) {
    private static final Map<String, String> STATUS = Map.of(
            "pending", "d.finished is null and d.started is null",
            "inprogress", "d.finished is null and d.started is not null",
            "finished", "d.finished is not null");

    /** What a deployment can be. */
    public static final List<String> STATUSES = List.of("pending", "inprogress", "finished");

    /** All deployments of one status. */
    public static DeploymentQuery ofStatus(String status) {
        return new DeploymentQuery(
                Optional.of(status), List.of(), List.of(), true, Optional.empty(), Optional.empty(), false);
    }

    /** The condition in the query language of JPA, on the deployment {@code d}. */
    String condition() {
        List<String> parts = new ArrayList<>();
        status.map(STATUS::get).ifPresent(parts::add);
        if (!ids.isEmpty()) {
            parts.add("d.id in :ids");
        }
        if (!names.isEmpty()) {
            parts.add("d.name in :names");
        }
        if (!software) {
            parts.add("d.id is null");
        }
        after.ifPresent(time -> parts.add("d.created >= :after"));
        before.ifPresent(time -> parts.add("d.created <= :before"));
        return parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
    }

    /** The order in which the deployments come: what it looks at never changes, and the id decides between equals. */
    String order() {
        return " order by d.created" + (oldestFirst ? "" : " desc") + ", d.id";
    }

    /** Gives a query with this condition its parameters. */
    <T> TypedQuery<T> bound(TypedQuery<T> query) {
        if (!ids.isEmpty()) {
            query.setParameter("ids", ids);
        }
        if (!names.isEmpty()) {
            query.setParameter("names", names);
        }
        after.ifPresent(time -> query.setParameter("after", time));
        before.ifPresent(time -> query.setParameter("before", time));
        return query;
    }
}
