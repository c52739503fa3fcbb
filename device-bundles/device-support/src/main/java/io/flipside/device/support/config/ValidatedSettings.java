// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.support.config;

import java.util.Objects;
import java.util.Optional;
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

    private ValidatedSettings(Optional<? extends ServiceRegistration<?>> registration) {
        this.registration = registration;
    }

    /** Registers the settings, if they were accepted, until they are withdrawn, in the name of their class's bundle. */
    public static <S> ValidatedSettings register(Class<S> type, Optional<S> settings) {
        BundleContext context =
                Objects.requireNonNull(FrameworkUtil.getBundle(type)).getBundleContext();
        return new ValidatedSettings(settings.map(accepted -> context.registerService(type, accepted, null)));
    }

    /** Withdraws them, and with them the components that need them. */
    public void withdraw() {
        try {
            registration.ifPresent(ServiceRegistration::unregister);
        } catch (IllegalStateException e) {
            return; // the framework has withdrawn them with the bundle
        }
    }
}
