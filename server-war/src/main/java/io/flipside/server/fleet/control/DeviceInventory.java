// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.database.InClauseBatches;
import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.InventoryAttribute;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Manages the inventory attributes that devices report. */
@ApplicationScoped
public class DeviceInventory {
    private static final int MOST_ATTRIBUTES = 200;

    @PersistenceContext
    EntityManager entities;

    @Inject
    DeviceRepository devices;

    /** Takes what a device reports: name to JSON value. With {@code replace}, what is not reported any more goes. */
    @Transactional(TxType.MANDATORY)
    public void report(String deviceId, Map<String, String> reported, boolean replace) {
        Device device = devices.lock(deviceId);
        Map<String, InventoryAttribute> known = new TreeMap<>();
        of(List.of(deviceId)).getOrDefault(deviceId, List.of()).forEach(a -> known.put(a.name(), a));
        if (replace) {
            known.values().removeIf(attribute -> {
                boolean gone = !reported.containsKey(attribute.name());
                if (gone) {
                    entities.remove(attribute);
                }
                return gone;
            });
        }
        Instant now = MicrosecondClock.now();
        reported.forEach((name, content) -> {
            InventoryAttribute attribute = known.get(name);
            if (attribute == null) {
                attribute = new InventoryAttribute(deviceId, name, content, now);
                entities.persist(attribute);
                known.put(name, attribute);
            }
            attribute.update(content, now);
        });
        if (known.size() > MOST_ATTRIBUTES) {
            throw ErrorResponseException.badRequest("a device may have at most " + MOST_ATTRIBUTES + " attributes");
        }
        device.inventoryChanged(text(known, "device_type"), text(known, "artifact_name"));
    }

    public Map<String, List<InventoryAttribute>> of(Collection<String> deviceIds) {
        Map<String, List<InventoryAttribute>> all = new LinkedHashMap<>();
        for (List<String> some : InClauseBatches.of(deviceIds)) {
            entities.createNamedQuery(InventoryAttribute.OF_DEVICES, InventoryAttribute.class)
                    .setParameter("devices", some)
                    .getResultList()
                    .forEach(a -> all.computeIfAbsent(a.deviceId(), id -> new ArrayList<>())
                            .add(a));
        }
        return all;
    }

    /** How many characters the attributes of these devices have; one without any has none. */
    public Map<String, Long> sizes(Collection<String> deviceIds) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        deviceIds.forEach(id -> sizes.put(id, 0L));
        for (List<String> some : InClauseBatches.of(deviceIds)) {
            entities.createNamedQuery(InventoryAttribute.SIZES, Object[].class)
                    .setParameter("devices", some)
                    .getResultList()
                    .forEach(row -> sizes.put((String) row[0], ((Number) row[1]).longValue()));
        }
        return sizes;
    }

    /** Remembers what a device provides, if that differs from what is known. An idle device causes no write. */
    @Transactional(TxType.MANDATORY)
    public void rememberProvides(String deviceId, String provides) {
        devices.get(deviceId).provides(provides);
    }

    private static Optional<String> text(Map<String, InventoryAttribute> attributes, String name) {
        return Optional.ofNullable(attributes.get(name))
                .map(attribute -> JsonCodec.value(attribute.content()))
                .map(value -> value instanceof JsonString text ? text.getString() : value.toString())
                .map(text -> text.length() > 256 ? text.substring(0, 256) : text);
    }
}
