// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.config.ConfigurationFault;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class FaultAnnouncementsTest {
    private static final String PID = "io.flipside.link";

    private final List<ConfigurationFault> standing = new ArrayList<>();
    private final FaultAnnouncements faults = new FaultAnnouncements();

    /** An object of an interface with one method that matters. */
    private static <T> T fake(Class<T> type, String method, java.util.function.Function<Object[], Object> result) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> called.getName().equals(method) ? result.apply(arguments) : null));
    }

    private Bundle bundle() {
        BundleContext context = fake(BundleContext.class, "registerService", arguments -> {
            ConfigurationFault fault = (ConfigurationFault) arguments[1];
            standing.add(fault);
            return fake(ServiceRegistration.class, "unregister", nothing -> standing.remove(fault));
        });
        return fake(Bundle.class, "getBundleContext", nothing -> context);
    }

    /** The component is deactivated before it reads what was repaired, whenever the fault was found. */
    @Test
    void whatAComponentHasFoundGoesWithIt() {
        faults.register(bundle(), new ConfigurationProblem(PID, PID + ": server = x"));
        assertThat(standing).extracting(ConfigurationFault::pid).containsExactly(PID);

        faults.withdraw();

        assertThat(standing).isEmpty();
    }
}
