// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import io.flipside.device.config.ConfigurationFault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;

/**
 * Announces, as a registered service, a configuration fault that only the component itself can detect. For example, two
 * values contradict each other. It stands until that configuration changes, also when the component can't be activated
 * with it.
 */
public final class FaultAnnouncement implements ConfigurationFault, SynchronousConfigurationListener {
    private static final Logger LOG = System.getLogger("flipside.configuration");
    private final String pid;
    private final String message;
    /** Taken out by whoever withdraws it; no lock is held while the framework is called. */
    private final AtomicReference<@Nullable ServiceRegistration<?>> registration = new AtomicReference<>();

    private volatile boolean over;

    FaultAnnouncement(String pid, String message) {
        this.pid = pid;
        this.message = message;
    }

    /**
     * Announces a fault in the name of the bundle that a class belongs to; outside of a framework it is only logged.
     *
     * @param pid of the configuration
     * @param text key, value, and what is allowed
     */
    public static void announce(Class<?> component, String pid, String text) {
        FaultAnnouncement fault = new FaultAnnouncement(pid, pid + ": " + text);
        Optional<Bundle> bundle = Optional.ofNullable(FrameworkUtil.getBundle(component));
        if (bundle.filter(fault::stands).isEmpty()) {
            LOG.log(Level.ERROR, fault.message);
            bundle.ifPresent(fault::register);
        }
    }

    private boolean stands(Bundle bundle) {
        ServiceReference<?> @Nullable [] registered = bundle.getRegisteredServices();
        return registered != null
                && Stream.of(registered)
                        .anyMatch(service -> message.equals(service.getProperty(Constants.SERVICE_DESCRIPTION)));
    }

    void register(Bundle bundle) {
        registration.set(bundle.getBundleContext()
                .registerService(
                        new String[] {
                            ConfigurationFault.class.getName(), SynchronousConfigurationListener.class.getName()
                        },
                        this,
                        FrameworkUtil.asDictionary(java.util.Map.of(Constants.SERVICE_DESCRIPTION, message))));
        if (over) {
            withdraw();
        }
    }

    @Override
    public String pid() {
        return pid;
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (pid.equals(event.getPid())) {
            over = true;
            withdraw();
        }
    }

    private void withdraw() {
        ServiceRegistration<?> registered = registration.getAndSet(null);
        try {
            if (registered != null) {
                registered.unregister();
            }
        } catch (IllegalStateException e) {
            return; // the framework has withdrawn it with the bundle
        }
    }
}
