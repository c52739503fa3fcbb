// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * Registers validated settings as a service, on which the components that work with them depend. So there are no such
 * components while the configuration is refused. Throwing in a component's constructor has the same effect, but each
 * attempt to get its service writes a hundred lines of stack trace into the log.
 */
public final class ValidatedSettings {
    /** Says in a bundle's capabilities that it registers the annotated settings: resolvers look for who does. */
    public static final String PROVIDED = "objectClass:List<String>=\"${@class}\"";

    private final Optional<? extends ServiceRegistration<?>> registration;
    private final FaultAnnouncements faults;

    private ValidatedSettings(Optional<? extends ServiceRegistration<?>> registration, FaultAnnouncements faults) {
        this.registration = registration;
        this.faults = faults;
    }

    /**
     * Registers the settings, if they were accepted, in the name of their class's bundle. They and their faults stand until
     * they are withdrawn.
     */
    public static <S> ValidatedSettings register(Class<S> type, Function<FaultAnnouncements, Optional<S>> settings) {
        BundleContext context =
                Objects.requireNonNull(FrameworkUtil.getBundle(type)).getBundleContext();
        FaultAnnouncements faults = new FaultAnnouncements();
        return new ValidatedSettings(
                settings.apply(faults).map(accepted -> context.registerService(type, accepted, null)), faults);
    }

    /** Withdraws them, and with them the components that need them. */
    public void withdraw() {
        registration.ifPresent(ValidatedSettings::unregister);
        faults.withdraw();
    }

    static void unregister(ServiceRegistration<?> registered) {
        try {
            registered.unregister();
        } catch (IllegalStateException e) {
            return; // the framework has withdrawn it with the bundle
        }
    }
}
