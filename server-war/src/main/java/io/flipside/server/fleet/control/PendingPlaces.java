// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.change.RowLocks;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the number of devices that nobody has ever decided on. When all places are taken, {@link PlaceShare} says which
 * network gives up its oldest. A device that was decided on has no place, and never gives way.
 */
@ApplicationScoped
public class PendingPlaces {
    private static final String UNDECIDED = " from Device d where d.status = :pending and d.address is not null";
    /** Other instances take places, too. */
    private static final Duration RECOUNT = Duration.ofSeconds(10);
    /** Counting all costs more than giving up one, so a tenth is given up at once. */
    private static final int PART = 10;

    private static final int MOST_AT_ONCE = 100;

    private long free;
    private long counted = System.nanoTime();

    @PersistenceContext
    EntityManager entities;

    @Inject
    RowLocks locks;

    @Inject
    TransactionRunner transactions;

    @Inject
    @ConfigProperty(name = "flipside.pending.devices")
    long most;

    /** Takes a place for a device that asks from this network. One by one: no two choose the same to give way. */
    synchronized void take(String network) {
        long now = System.nanoTime();
        if (free <= 0 || now - counted >= RECOUNT.toNanos()) {
            free = transactions.run(() -> makeRoom(network));
            counted = now;
        }
        free--;
    }

    private long makeRoom(String network) {
        Map<String, Long> taken = new HashMap<>();
        pending(entities.createQuery("select d.address, count(d)" + UNDECIDED + " group by d.address", Object[].class))
                .getResultList()
                .forEach(row -> taken.put((String) row[0], (Long) row[1]));
        long left = most - taken.values().stream().mapToLong(Long::longValue).sum();
        return left > 0
                ? left
                : left
                        + PlaceShare.giving(taken, most, network)
                                .map(giving -> forgetOldest(giving, taken.getOrDefault(giving, 0L)))
                                .orElse(0);
    }

    private int forgetOldest(String network, long taken) {
        int some = (int) Math.min(MOST_AT_ONCE, Math.max(1, taken / PART));
        return forget(
                pending(entities.createQuery(
                                "select d.id" + UNDECIDED + " and d.address = :address order by d.created",
                                String.class))
                        .setParameter("address", network),
                some);
    }

    /** Forgets some devices that wait since before this time, and have not asked again; tells how many. */
    @Transactional(TxType.MANDATORY)
    public int forgetSilent(Instant before, int some) {
        return forget(
                pending(entities.createQuery(
                                "select d.id" + UNDECIDED + " and d.checkedIn < :before order by d.created",
                                String.class))
                        .setParameter("before", before),
                some);
    }

    private static <T> TypedQuery<T> pending(TypedQuery<T> query) {
        return query.setParameter("pending", AuthStatus.PENDING);
    }

    private int forget(TypedQuery<String> query, int some) {
        List<String> ids = query.setMaxResults(some).getResultList();
        // Some may have been decided on, or be forgotten by another, in this moment.
        ids.stream().sorted().forEach(id -> locks.lock(Device.class, id)
                .filter(Device::isUndecided)
                .ifPresent(entities::remove));
        return ids.size();
    }
}
