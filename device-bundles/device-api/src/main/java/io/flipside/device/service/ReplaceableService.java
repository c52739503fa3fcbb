// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.service;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a dynamic OSGi service that may be unregistered and registered again when its bundle is replaced. Bind and
 * unbind methods of a dynamic reference call {@link #set} and {@link #unset}; whoever needs the service calls {@link
 * #await}. Thread-safe.
 *
 * @param <T> the service
 */
public final class ReplaceableService<T> {
    private @Nullable T service;

    /** The service is here. */
    public synchronized void set(T arrived) {
        service = arrived;
        notifyAll();
    }

    /** The service goes away; a later one that has taken its place already stays. */
    public synchronized void unset(T gone) {
        if (service == gone) {
            service = null;
        }
    }

    /** The service, if it is here now. */
    public synchronized Optional<T> now() {
        return Optional.ofNullable(service);
    }

    /**
     * Waits for the service.
     *
     * @return the service, or empty when the time has passed
     */
    public synchronized Optional<T> await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (service == null && left > 0) {
            wait(Math.max(1, left / 1_000_000));
            left = end - System.nanoTime();
        }
        return Optional.ofNullable(service);
    }
}
