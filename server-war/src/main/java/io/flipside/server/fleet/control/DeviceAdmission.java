// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.fleet.entity.AuthSet;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.DevicePublicKey;
import io.flipside.server.fleet.entity.IdentityData;
import io.flipside.server.http.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Admits requests of devices before anything is written. Known keys pass; a new one needs room within the limits. No part of
 * the change that follows, because that may be repeated.
 */
@ApplicationScoped
public class DeviceAdmission {
    @Inject
    DeviceRepository devices;

    @Inject
    FirstRequestLimit limit;

    @Inject
    PendingPlaces places;

    /** Lets the request of a key pass, or refuses it. */
    public void admit(IdentityData identity, DevicePublicKey key, String address) {
        Optional<Device> device = devices.withIdentity(identity);
        List<AuthSet> sets = device.map(Device::id)
                .map(id -> devices.authSets(List.of(id)).getOrDefault(id, List.of()))
                .orElse(List.of());
        if (sets.stream().anyMatch(set -> set.has(key))) {
            return;
        }
        limit.admit(address, identity.digest());
        if (device.isEmpty()) {
            places.take(ClientAddress.network(address));
        }
    }
}
