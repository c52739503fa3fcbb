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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Manages the authorisation of devices: records their requests, and accepts, rejects or dismisses their keys. */
@ApplicationScoped
public class DeviceAuthorization {
    /** Anybody can send keys under the identity of a device. Networks share the places of those that are undecided. */
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
    Event<DeviceDecommissioned> decommissioned;

    /**
     * Identifies an accepted device.
     *
     * @param deviceId its id
     * @param tokenId the id that its tokens bear, until the device is rejected
     */
    public record AuthorizedDevice(String deviceId, String tokenId) {}

    /**
     * Records the request of a device with a key that it has proved to own, once {@link DeviceAdmission} has let it pass.
     * Returns nothing while the device is pending, or if it was rejected.
     */
    @Transactional(TxType.MANDATORY)
    public Optional<AuthorizedDevice> requestAuthorization(IdentityData identity, DevicePublicKey key, String address) {
        String network = ClientAddress.network(address);
        Optional<Device> known = devices.withIdentity(identity);
        Optional<AuthSet> sent = known.flatMap(found -> find(sets(found.id()), key));
        boolean changes = sent.isEmpty() || sent.get().status() == AuthStatus.PREAUTHORIZED;
        Device device = changes
                ? known.flatMap(found -> locks.lock(Device.class, found.id()))
                        .orElseGet(() -> newDevice(identity, network))
                : known.orElseThrow();
        AuthSet set = changes ? admit(device, key, network) : sent.get();
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
        Device device = new Device(identity, network);
        entities.persist(device);
        entities.flush();
        outbox.record(new DeviceAuthorizationRequested(device.id(), device.name()));
        return device;
    }

    private AuthSet admit(Device device, DevicePublicKey key, String network) {
        List<AuthSet> sets = sets(device.id());
        AuthSet set = find(sets, key).orElseGet(() -> newSet(new AuthSet(device, key, network), device, sets));
        if (set.status() == AuthStatus.PREAUTHORIZED) {
            set.learn(key);
            accept(device, set, sets);
        }
        return set;
    }

    private AuthSet newSet(AuthSet set, Device device, List<AuthSet> known) {
        if (known.size() >= MOST_KEYS) {
            List<AuthSet> undecided = known.stream()
                    .filter(each -> each.status() == AuthStatus.PENDING)
                    .toList();
            Map<String, Long> taken =
                    undecided.stream().collect(Collectors.groupingBy(AuthSet::address, Collectors.counting()));
            Optional<String> giving = PlaceShare.giving(taken, MOST_KEYS, set.address());
            undecided.stream()
                    .filter(each -> giving.equals(Optional.of(each.address())))
                    .findFirst()
                    .ifPresent(entities::remove);
        }
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
        AuthSet set = sets.stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseGet(() -> newPreauthorized(new AuthSet(device, fingerprint, pem), sets));
        if (set.status() != AuthStatus.ACCEPTED) {
            // Whether its device has asked before or never: its next request is accepted.
            set.decide(AuthStatus.PREAUTHORIZED);
            device.updateAuthStatus(sets);
            recordDecision(device, set);
        }
        return Optional.of(device);
    }

    private AuthSet newPreauthorized(AuthSet set, List<AuthSet> sets) {
        entities.persist(set);
        sets.add(set);
        return set;
    }

    /** Decides on many keys at once, and tells how many of them were still there. */
    @Transactional(TxType.MANDATORY)
    public int decideAll(Collection<String> setIds, Optional<AuthStatus> decision) {
        int decided = 0;
        for (String id : new LinkedHashSet<>(setIds)) {
            AuthSet set = entities.find(AuthSet.class, id);
            if (set != null) {
                decide(set, decision);
                decided++;
            }
        }
        return decided;
    }

    /** Dismissing the only key of a device that nobody has ever decided on forgets the device. */
    private void decide(AuthSet set, Optional<AuthStatus> decision) {
        if (decision.isPresent()) {
            decide(set.deviceId(), set.id(), decision.get());
        } else if (devices.lock(set.deviceId()).isUndecided()
                && sets(set.deviceId()).size() == 1) {
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

    /** As they are now: those that were read before the device was locked may have been decided on meanwhile. */
    private List<AuthSet> sets(String deviceId) {
        return entities.createNamedQuery(AuthSet.OF_DEVICES, AuthSet.class)
                .setParameter("devices", List.of(deviceId))
                .setHint("eclipselink.refresh", true)
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
