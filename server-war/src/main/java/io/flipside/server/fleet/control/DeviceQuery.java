// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.InventoryAttribute;
import jakarta.json.Json;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the search criteria for devices: status, id, group. Every listing of devices is made of one; a further
 * condition is one more component here.
 *
 * @param statuses any of these; empty: all
 * @param ids any of these; empty: all
 * @param group of this group; empty: all
 * @param anyGroup whether they are in a group; empty: all
 * @param attributes of which they have reported all, by name
 */
public record DeviceQuery(
        Collection<AuthStatus> statuses,
        Collection<String> ids,
        Optional<String> group,
        Optional<Boolean> anyGroup,
        Map<String, String> attributes) {
    /** All devices. */
    public static final DeviceQuery ALL =
            new DeviceQuery(List.of(), List.of(), Optional.empty(), Optional.empty(), Map.of());

    /** The same, of these statuses only. */
    public DeviceQuery withStatuses(Collection<AuthStatus> wanted) {
        return new DeviceQuery(wanted, ids, group, anyGroup, attributes);
    }

    /** The same, of these ids only. */
    public DeviceQuery withIds(Collection<String> wanted) {
        return new DeviceQuery(statuses, wanted, group, anyGroup, attributes);
    }

    /** The same, of this group only. */
    public DeviceQuery inGroup(Optional<String> wanted) {
        return new DeviceQuery(statuses, ids, wanted, anyGroup, attributes);
    }

    /** The same, of those that are in a group only, or of those that are in none. */
    public DeviceQuery inAnyGroup(Optional<Boolean> wanted) {
        return new DeviceQuery(statuses, ids, group, wanted, attributes);
    }

    /** The same, of those that have reported these attributes only: the whole value, as text or as a number. */
    public DeviceQuery withAttributes(Map<String, String> wanted) {
        return new DeviceQuery(statuses, ids, group, anyGroup, wanted);
    }

    /** The condition in the query language of JPA, on the device {@code d}. */
    String condition() {
        List<String> parts = new ArrayList<>();
        if (!statuses.isEmpty()) {
            parts.add("d.status in :statuses");
        }
        if (!ids.isEmpty()) {
            parts.add("d.id in :ids");
        }
        if (group.isPresent()) {
            parts.add("d.group = :group");
        }
        anyGroup.ifPresent(wanted -> parts.add(wanted ? "d.group is not null" : "d.group is null"));
        for (int i = 0; i < attributes.size(); i++) {
            parts.add("exists (select a.name from InventoryAttribute a where a.deviceId = d.id and a.scope = '"
                    + InventoryAttribute.INVENTORY + "' and a.name = :name" + i + " and a.content in :contents" + i
                    + ")");
        }
        return parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
    }

    /** Gives a query with this condition its parameters. */
    <T> TypedQuery<T> bound(TypedQuery<T> query) {
        if (!statuses.isEmpty()) {
            query.setParameter("statuses", statuses);
        }
        if (!ids.isEmpty()) {
            query.setParameter("ids", ids);
        }
        group.ifPresent(name -> query.setParameter("group", name));
        int i = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String value = attribute.getValue();
            query.setParameter("name" + i, attribute.getKey());
            query.setParameter(
                    "contents" + i, List.of(value, Json.createValue(value).toString()));
            i++;
        }
        return query;
    }
}
