// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

@Timeout(20)
class FaultAnnouncementTest {
    private static final String PID = "io.flipside.link";

    private final FaultAnnouncement fault = new FaultAnnouncement(PID, PID + ": server = x");
    private final AtomicInteger withdrawn = new AtomicInteger();

    /** An object of an interface with one method that matters. */
    private static <T> T fake(Class<T> type, String method, Supplier<Object> result) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> called.getName().equals(method) ? result.get() : null));
    }

    private Bundle bundle(Runnable whileRegistering) {
        ServiceRegistration<?> registration =
                fake(ServiceRegistration.class, "unregister", () -> withdrawn.incrementAndGet());
        BundleContext context = fake(BundleContext.class, "registerService", () -> {
            whileRegistering.run();
            return registration;
        });
        return fake(Bundle.class, "getBundleContext", () -> context);
    }

    private void change() {
        // A type has no argument at run time.
        @SuppressWarnings("unchecked")
        ServiceReference<ConfigurationAdmin> admin = fake(ServiceReference.class, "getProperty", () -> PID);
        fault.configurationEvent(new ConfigurationEvent(admin, ConfigurationEvent.CM_UPDATED, null, PID));
    }

    @Test
    void isWithdrawnOnceWhenTheConfigurationChanges() {
        fault.register(bundle(() -> {}));
        change();
        change();

        assertThat(withdrawn).hasValue(1);
    }

    /** The framework calls listeners in the thread that registers, and these may wait for another thread's change. */
    @Test
    void holdsNoLockWhileTheFrameworkRegistersIt() {
        fault.register(
                bundle(() -> assertThat(CompletableFuture.runAsync(this::change).orTimeout(5, TimeUnit.SECONDS))
                        .succeedsWithin(Duration.ofSeconds(10))));

        assertThat(withdrawn).hasValue(1);
    }
}
