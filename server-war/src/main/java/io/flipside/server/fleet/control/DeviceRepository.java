// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.change.RowLocks;
import io.flipside.server.database.InClauseBatches;
import io.flipside.server.database.Page;
import io.flipside.server.fleet.entity.AuthSet;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.IdentityData;
import io.flipside.server.http.ErrorResponseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds and counts devices and their authorisation sets in the database. */
@ApplicationScoped
public class DeviceRepository {
    @PersistenceContext
    EntityManager entities;

    @Inject
    RowLocks locks;

    public Optional<Device> find(String id) {
        return Optional.ofNullable(entities.find(Device.class, id));
    }

    public Device get(String id) {
        return find(id).orElseThrow(() -> ErrorResponseException.notFound("device", id));
    }

    /** The same, locked: nothing is added to it, and it does not leave, before this change is committed. */
    @Transactional(TxType.MANDATORY)
    public Device lock(String id) {
        return locks.lock(Device.class, id).orElseThrow(() -> ErrorResponseException.notFound("device", id));
    }

    public Optional<Device> withIdentity(IdentityData identity) {
        return entities.createQuery("select d from Device d where d.identityDigest = :digest", Device.class)
                .setParameter("digest", identity.digest())
                .getResultStream()
                .findFirst();
    }

    /** The ids of the devices that a query asks for, oldest first; the id decides between equals, so that no page skips one. */
    public List<String> ids(DeviceQuery query, Page page) {
        return ids(query, page, " order by d.created, d.id");
    }

    /** The same, the newest first. */
    public List<String> newestIds(DeviceQuery query, Page page) {
        return ids(query, page, " order by d.created desc, d.id desc");
    }

    private List<String> ids(DeviceQuery query, Page page, String order) {
        String text = "select d.id from Device d" + query.condition() + order;
        return page.of(query.bound(entities.createQuery(text, String.class)));
    }

    public long count(DeviceQuery query) {
        return query.bound(entities.createQuery("select count(d) from Device d" + query.condition(), Long.class))
                .getSingleResult();
    }

    public Map<AuthStatus, Long> countByStatus() {
        Map<AuthStatus, Long> counts = new EnumMap<>(AuthStatus.class);
        entities.createQuery("select d.status, count(d) from Device d group by d.status", Object[].class)
                .getResultStream()
                .forEach(row -> counts.put((AuthStatus) row[0], (Long) row[1]));
        return counts;
    }

    /** The ids of all accepted devices, in the order in which they came. */
    public List<String> acceptedIds() {
        return entities.createQuery(
                        "select d.id from Device d where d.status = :accepted order by d.created, d.id", String.class)
                .setParameter("accepted", AuthStatus.ACCEPTED)
                .getResultList();
    }

    /** Which of these ids are accepted devices. */
    public List<String> acceptedAmong(Collection<String> ids) {
        List<String> found = new ArrayList<>();
        for (List<String> some : InClauseBatches.of(ids)) {
            found.addAll(entities.createQuery(
                            "select d.id from Device d where d.id in :ids and d.status = :accepted", String.class)
                    .setParameter("ids", some)
                    .setParameter("accepted", AuthStatus.ACCEPTED)
                    .getResultList());
        }
        return found;
    }

    /** Keeps these devices from leaving before this change is committed; tells how many of them are accepted devices. */
    @Transactional(TxType.MANDATORY)
    public int lockAccepted(Collection<String> ids) {
        int accepted = 0;
        for (List<String> some : InClauseBatches.of(new TreeSet<>(ids))) {
            accepted += locks.lock(entities.createQuery(
                                    "select d.id from Device d where d.id in :ids and d.status = :accepted order by d.id",
                                    String.class)
                            .setParameter("ids", some)
                            .setParameter("accepted", AuthStatus.ACCEPTED))
                    .size();
        }
        return accepted;
    }

    /** The devices of these ids, in their order, as far as they are there. */
    public Map<String, Device> byId(Collection<String> ids) {
        Map<String, Device> found = new HashMap<>();
        for (List<String> some : InClauseBatches.of(ids)) {
            entities.createQuery("select d from Device d where d.id in :ids", Device.class)
                    .setParameter("ids", some)
                    .getResultList()
                    .forEach(device -> found.put(device.id(), device));
        }
        Map<String, Device> inOrder = new LinkedHashMap<>();
        ids.forEach(id -> Optional.ofNullable(found.get(id)).ifPresent(device -> inOrder.put(id, device)));
        return inOrder;
    }

    public Map<String, List<AuthSet>> authSets(Collection<String> devices) {
        Map<String, List<AuthSet>> sets = new LinkedHashMap<>();
        for (List<String> some : InClauseBatches.of(devices)) {
            entities.createNamedQuery(AuthSet.OF_DEVICES, AuthSet.class)
                    .setParameter("devices", some)
                    .getResultList()
                    .forEach(set -> sets.computeIfAbsent(set.deviceId(), id -> new ArrayList<>())
                            .add(set));
        }
        return sets;
    }
}
