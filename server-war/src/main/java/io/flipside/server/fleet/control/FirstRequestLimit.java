// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.http.ClientAddress;
import io.flipside.server.http.ErrorResponseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits the first requests of keys, by address and in all, so that a flood leaves time for the devices that are known. Half
 * of all is for whoever comes first, the other half is shared equally: who comes anew finds his share of it.
 */
@ApplicationScoped
public class FirstRequestLimit {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int WINDOWS_A_MINUTE = 6;

    /** New keys under one identity, in a window: each of them locks the device for a moment, also one that is accepted. */
    private static final int OF_IDENTITY = 100;

    private static final int OF_IDENTITY_FROM_ONE_ADDRESS = 50;

    private final LongSupplier nanoTime;
    private long windowStart;
    private RequestShares sites = new RequestShares(0);
    private final Map<String, RequestShares> networks = new HashMap<>();
    private final Map<String, RequestShares> identities = new HashMap<>();

    @Inject
    @ConfigProperty(name = "flipside.pending.address-per-minute")
    int addressPerMinute;

    @Inject
    @ConfigProperty(name = "flipside.pending.all-per-minute")
    int allPerMinute;

    public FirstRequestLimit() {
        this(System::nanoTime);
    }

    FirstRequestLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowStart = nanoTime.getAsLong();
    }

    /** Counts a first request from an address, under an identity that has this digest, or refuses it. */
    synchronized void admit(String address, String identity) {
        long passed = (nanoTime.getAsLong() - windowStart) / WINDOW.toNanos();
        if (passed > 0) {
            windowStart += passed * WINDOW.toNanos();
            sites = new RequestShares(passed == 1 ? sites.expected() : 0);
            networks.clear();
            identities.clear();
        }
        int most = Math.max(1, addressPerMinute / WINDOWS_A_MINUTE);
        String site = ClientAddress.site(address);
        String network = ClientAddress.network(address);
        // A site of IPv6 has twice as much as an address, shared by its networks.
        RequestShares ofSite = networks.getOrDefault(site, new RequestShares(0));
        int all = Math.max(2, allPerMinute / WINDOWS_A_MINUTE);
        RequestShares ofIdentity = identities.getOrDefault(identity, new RequestShares(0));
        if (!sites.hasRoom(site, 2 * most, all)
                || !ofSite.hasRoom(network, most, 2 * most)
                || !ofIdentity.hasRoom(network, OF_IDENTITY_FROM_ONE_ADDRESS, OF_IDENTITY)) {
            throw ErrorResponseException.tooMany("too many new devices ask at once; try again soon", WINDOW);
        }
        sites.take(site, all);
        ofSite.take(network, 2 * most);
        networks.put(site, ofSite);
        ofIdentity.take(network, OF_IDENTITY);
        identities.put(identity, ofIdentity);
    }
}
