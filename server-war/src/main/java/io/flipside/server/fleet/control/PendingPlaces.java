// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.change.RowLocks;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the number of pending devices. When all places are taken, an address that has its share gives up one of its own
 * for a new device; for one that has not, the address with the most does.
 */
@ApplicationScoped
public class PendingPlaces {
    private static final int MOST_AT_ONCE = 10;
    /** Requests at once shall not all choose the same. */
    private static final int OLDEST = 32;

    @PersistenceContext
    EntityManager entities;

    @Inject
    RowLocks locks;

    @Inject
    @ConfigProperty(name = "flipside.pending.devices")
    long most;

    /** Makes room for a device that asks from this address. */
    @Transactional(TxType.MANDATORY)
    public void makeRoom(String address) {
        long pending = entities.createQuery("select count(d) from Device d where d.status = :pending", Long.class)
                .setParameter("pending", AuthStatus.PENDING)
                .getSingleResult();
        if (pending < most) {
            return;
        }
        Map<String, Long> taken = takenByAddress();
        long share = Math.max(1, most / Math.max(1, taken.size()));
        boolean own = taken.getOrDefault(address, 0L) >= share;
        String giving = own ? address : taken.keySet().iterator().next();
        List<Device> oldest = entities.createQuery(
                        "select d from Device d where d.status = :pending and coalesce(d.address, '') = :address"
                                + " order by d.created",
                        Device.class)
                .setParameter("pending", AuthStatus.PENDING)
                .setParameter("address", giving)
                .setMaxResults(OLDEST)
                .getResultList();
        long surplus = Math.min(Math.min(pending - most + 1, MOST_AT_ONCE), oldest.size());
        int from = ThreadLocalRandom.current().nextInt((int) (oldest.size() - surplus + 1));
        oldest.subList(from, from + (int) surplus).forEach(this::forget);
    }

    /** The address with the most places first. */
    private Map<String, Long> takenByAddress() {
        Map<String, Long> taken = new LinkedHashMap<>();
        entities.createQuery(
                        "select coalesce(d.address, ''), count(d) from Device d where d.status = :pending"
                                + " group by d.address order by count(d) desc",
                        Object[].class)
                .setParameter("pending", AuthStatus.PENDING)
                .getResultStream()
                .forEach(row -> taken.put((String) row[0], (Long) row[1]));
        return taken;
    }

    /** Forgets some devices that wait since before this time, and have not asked again; tells how many. */
    @Transactional(TxType.MANDATORY)
    public int forgetSilent(Instant before, int some) {
        List<Device> silent = entities.createQuery(
                        "select d from Device d where d.status = :pending and d.checkedIn < :before order by d.created",
                        Device.class)
                .setParameter("pending", AuthStatus.PENDING)
                .setParameter("before", before)
                .setMaxResults(some)
                .getResultList();
        silent.forEach(this::forget);
        return silent.size();
    }

    /** Undecided, it has no deployment. It may have been decided on, or be forgotten by another, in this moment. */
    private void forget(Device device) {
        locks.lock(Device.class, device.id())
                .filter(locked -> locked.status() == AuthStatus.PENDING)
                .ifPresent(entities::remove);
    }
}
