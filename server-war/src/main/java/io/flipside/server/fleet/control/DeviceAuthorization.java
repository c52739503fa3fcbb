// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.change.RowLocks;
import io.flipside.server.database.MicrosecondClock;
import io.flipside.server.fleet.entity.AuthSet;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.DevicePublicKey;
import io.flipside.server.fleet.entity.IdentityData;
import io.flipside.server.http.ClientAddress;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Manages the authorisation of devices: records their requests, and accepts, rejects or dismisses their keys. */
@ApplicationScoped
public class DeviceAuthorization {
    /** Anybody can send keys under the identity of a device. The oldest undecided one gives way to a new one. */
    private static final int MOST_KEYS = 20;

    /** A device that asks for authorisation again and again is not written again and again. */
    private static final Duration CHECK_IN_GRAIN = Duration.ofMinutes(1);

    @PersistenceContext
    EntityManager entities;

    @Inject
    RowLocks locks;

    @Inject
    Outbox outbox;

    @Inject
    DeviceRepository devices;

    @Inject
    PendingPlaces places;

    @Inject
    FirstRequestLimit firstRequests;

    @Inject
    Event<DeviceDecommissioned> decommissioned;

    /**
     * Identifies an accepted device.
     *
     * @param deviceId its id
     * @param tokenId the id that its tokens bear, until the device is rejected
     */
    public record AuthorizedDevice(String deviceId, String tokenId) {}

    /**
     * Records the request of a device with a key that it has proved to own. Returns nothing while the device is pending, or
     * if it was rejected.
     */
    @Transactional(TxType.MANDATORY)
    public Optional<AuthorizedDevice> requestAuthorization(IdentityData identity, DevicePublicKey key, String address) {
        String network = ClientAddress.network(address);
        Optional<Device> known = devices.withIdentity(identity);
        Optional<AuthSet> sent = known.flatMap(found -> find(sets(found.id()), key));
        if (sent.isEmpty()) {
            // Before anything is looked for or written: what is refused shall cost little.
            firstRequests.admit(network);
        }
        boolean changes = sent.isEmpty() || sent.get().status() == AuthStatus.PREAUTHORIZED;
        Device device = changes
                ? known.flatMap(found -> locks.lock(Device.class, found.id()))
                        .orElseGet(() -> newDevice(identity, network))
                : known.orElseThrow();
        AuthSet set = changes ? admit(device, key) : sent.get();
        Instant now = MicrosecondClock.now();
        // A key that was not accepted says nothing about a device that was.
        boolean speaksForIt = device.isAcceptedWith(set.id()) || device.status() == AuthStatus.PENDING;
        if (speaksForIt
                && device.checkedIn()
                        .map(last -> last.plus(CHECK_IN_GRAIN).isBefore(now))
                        .orElse(true)) {
            device.checkedIn(now);
        }
        return device.tokenId()
                .filter(token -> device.isAcceptedWith(set.id()))
                .map(token -> new AuthorizedDevice(device.id(), token));
    }

    private Device newDevice(IdentityData identity, String network) {
        places.makeRoom(network);
        Device device = new Device(identity, network);
        entities.persist(device);
        entities.flush();
        outbox.record(new DeviceAuthorizationRequested(device.id(), device.name()));
        return device;
    }

    private AuthSet admit(Device device, DevicePublicKey key) {
        List<AuthSet> sets = sets(device.id());
        AuthSet set = find(sets, key).orElseGet(() -> newSet(device, key, sets));
        if (set.status() == AuthStatus.PREAUTHORIZED) {
            set.learn(key);
            accept(device, set, sets);
        }
        return set;
    }

    private AuthSet newSet(Device device, DevicePublicKey key, List<AuthSet> known) {
        List<AuthSet> undecided =
                known.stream().filter(set -> set.status() == AuthStatus.PENDING).toList();
        if (known.size() >= MOST_KEYS && !undecided.isEmpty()) {
            entities.remove(undecided.get(0));
        }
        AuthSet set = new AuthSet(device, key);
        entities.persist(set);
        device.keyArrived();
        return set;
    }

    /** Accepts or rejects one key of a device. Accepting it rejects the key that was accepted before. */
    @Transactional(TxType.MANDATORY)
    public void decide(String deviceId, String setId, AuthStatus decision) {
        Device device = devices.lock(deviceId);
        List<AuthSet> sets = sets(deviceId);
        AuthSet chosen = find(sets, setId);
        if (decision != AuthStatus.ACCEPTED && decision != AuthStatus.REJECTED) {
            throw ErrorResponseException.badRequest("status must be accepted or rejected");
        }
        if (decision == AuthStatus.ACCEPTED) {
            accept(device, chosen, sets);
            return;
        }
        chosen.decide(decision);
        device.updateAuthStatus(sets);
        recordDecision(device, chosen);
    }

    private void accept(Device device, AuthSet chosen, List<AuthSet> sets) {
        sets.stream()
                .filter(set -> set != chosen && set.status() == AuthStatus.ACCEPTED)
                .forEach(set -> set.decide(AuthStatus.REJECTED));
        chosen.decide(AuthStatus.ACCEPTED);
        device.updateAuthStatus(sets);
        recordDecision(device, chosen);
    }

    private void recordDecision(Device device, AuthSet set) {
        outbox.record(new DeviceKeyDecided(
                device.id(),
                set.id(),
                set.fingerprint(),
                set.status().wire(),
                device.status().wire()));
    }

    /**
     * Accepts a key before its device asks for the first time. Nothing, if the device is known already; with {@code force}, it
     * gets one more key, and keeps what it has.
     */
    @Transactional(TxType.MANDATORY)
    public Optional<Device> preauthorize(IdentityData identity, String fingerprint, String pem, boolean force) {
        Optional<Device> known = devices.withIdentity(identity).flatMap(found -> locks.lock(Device.class, found.id()));
        if (known.isPresent() && !force) {
            return Optional.empty();
        }
        Device device = known.orElseGet(() -> new Device(identity));
        if (known.isEmpty()) {
            entities.persist(device);
            entities.flush();
        }
        List<AuthSet> sets = new ArrayList<>(sets(device.id()));
        Optional<AuthSet> sent = sets.stream()
                .filter(set -> set.fingerprint().equals(fingerprint))
                .findFirst();
        if (sent.isPresent()) {
            if (sent.get().status() != AuthStatus.PREAUTHORIZED) {
                // The device has proved that the key is its own.
                accept(device, sent.get(), sets);
            }
            return Optional.of(device);
        }
        AuthSet set = new AuthSet(device, fingerprint, pem);
        entities.persist(set);
        sets.add(set);
        device.updateAuthStatus(sets);
        recordDecision(device, set);
        return Optional.of(device);
    }

    /** Decides on many keys at once, and tells how many of them were still there. Dismissing forgets an undecided device. */
    @Transactional(TxType.MANDATORY)
    public int decideAll(Collection<String> setIds, Optional<AuthStatus> decision) {
        int decided = 0;
        for (String id : setIds) {
            AuthSet set = entities.find(AuthSet.class, id);
            if (set != null) {
                decide(set, decision);
                decided++;
            }
        }
        return decided;
    }

    private void decide(AuthSet set, Optional<AuthStatus> decision) {
        if (decision.isPresent()) {
            decide(set.deviceId(), set.id(), decision.get());
        } else if (devices.get(set.deviceId()).status() == AuthStatus.PENDING) {
            decommission(set.deviceId());
        } else {
            dismiss(set.deviceId(), set.id());
        }
    }

    /** Forgets one key. If the device sends it again, it is pending again. */
    @Transactional(TxType.MANDATORY)
    public void dismiss(String deviceId, String setId) {
        Device device = devices.lock(deviceId);
        entities.remove(find(sets(deviceId), setId));
        entities.flush();
        device.updateAuthStatus(sets(deviceId));
        outbox.record(new DeviceKeyDismissed(deviceId, setId, device.status().wire()));
    }

    /** Forgets a device altogether; its keys and its inventory go with its row. */
    @Transactional(TxType.MANDATORY)
    public void decommission(String deviceId) {
        Device device = devices.lock(deviceId);
        DeviceDecommissioned event = new DeviceDecommissioned(deviceId);
        decommissioned.fire(event);
        entities.remove(device);
        entities.flush();
        outbox.record(event);
    }

    /** The key with this id, among those of this device. */
    public AuthSet authSet(String deviceId, String setId) {
        devices.get(deviceId);
        return find(sets(deviceId), setId);
    }

    private List<AuthSet> sets(String deviceId) {
        return entities.createNamedQuery(AuthSet.OF_DEVICES, AuthSet.class)
                .setParameter("devices", List.of(deviceId))
                .getResultList();
    }

    private static Optional<AuthSet> find(List<AuthSet> sets, DevicePublicKey key) {
        return sets.stream().filter(set -> set.has(key)).findFirst();
    }

    private static AuthSet find(List<AuthSet> sets, String id) {
        return sets.stream()
                .filter(set -> set.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ErrorResponseException.notFound("authorisation set", id));
    }
}
