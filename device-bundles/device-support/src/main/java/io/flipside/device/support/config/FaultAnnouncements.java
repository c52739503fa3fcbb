// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import io.flipside.device.config.ConfigurationFault;
import io.flipside.device.support.text.LogSanitizer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * Announces, as registered services, the configuration faults that only the component itself can detect. For example, two
 * values contradict each other. They belong to the component that was activated with this configuration, and go when it
 * withdraws them: it is deactivated as soon as the configuration changes. Not thread-safe: activation comes before
 * deactivation. No lock is held while the framework is called.
 */
public final class FaultAnnouncements {
    private static final Logger LOG = System.getLogger("flipside.configuration");
    private final List<String> messages = new ArrayList<>();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /**
     * Announces a fault in the name of the bundle that a class belongs to; outside of a framework it is only logged.
     *
     * @param pid of the configuration
     * @param text key, value, and what is allowed
     */
    void announce(Class<?> component, String pid, String text) {
        String message = LogSanitizer.blanked(pid + ": " + text);
        if (messages.contains(message)) {
            return;
        }
        messages.add(message);
        LOG.log(Level.ERROR, message);
        Optional.ofNullable(FrameworkUtil.getBundle(component))
                .ifPresent(bundle -> register(bundle, new ConfigurationProblem(pid, message)));
    }

    void register(Bundle bundle, ConfigurationProblem problem) {
        registrations.add(bundle.getBundleContext().registerService(ConfigurationFault.class, problem, null));
    }

    /** Withdraws what was announced. */
    public void withdraw() {
        registrations.forEach(ValidatedSettings::unregister);
        registrations.clear();
    }
}
