// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds the downloads that run at once, each of which holds one of the connector's 256 threads and, if its receiver is
 * slow, 0.7 MiB of the heap. An update is offered only while there is a place for its download: to Mender's client a
 * download that is refused is an update that has failed. Thread-safe.
 */
@ApplicationScoped
public class DownloadPlaces {
    private static final int ALL = 80;
    private static final int SHARE_OF_DEVICE = 4;

    /** For people, and for devices that go on with a download. */
    private static final int NOT_OFFERED = 8;

    private static final Duration OFFER = Duration.ofSeconds(30);

    private final Clock clock;
    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, Instant> offered = new HashMap<>();
    private int downloads;

    /** Goes by the system's clock. */
    public DownloadPlaces() {
        this(Clock.systemUTC());
    }

    DownloadPlaces(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more device may be told to download. */
    public synchronized boolean areFree() {
        Instant now = clock.instant();
        offered.values().removeIf(until -> until.isBefore(now));
        return downloads + offered.size() < ALL - NOT_OFFERED;
    }

    /** Keeps a place for the download of a device deployment, for half a minute. */
    public synchronized void keep(String deviceDeployment) {
        offered.put(deviceDeployment, clock.instant().plus(OFFER));
    }

    /** Takes a place for a download; false if all are taken, or those of one device deployment, if it is for one. */
    public synchronized boolean take(Optional<String> deviceDeployment) {
        deviceDeployment.ifPresent(offered::remove);
        int own = deviceDeployment.map(id -> taken.getOrDefault(id, 0)).orElse(0);
        if (downloads >= ALL || own >= SHARE_OF_DEVICE) {
            return false;
        }
        deviceDeployment.ifPresent(id -> taken.merge(id, 1, Integer::sum));
        downloads++;
        return true;
    }

    /** Gives the place back. */
    public synchronized void leave(Optional<String> deviceDeployment) {
        deviceDeployment.ifPresent(id -> taken.computeIfPresent(id, (name, count) -> count > 1 ? count - 1 : null));
        downloads--;
    }
}
