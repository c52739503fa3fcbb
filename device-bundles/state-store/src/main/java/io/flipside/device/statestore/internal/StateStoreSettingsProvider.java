// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.statestore.internal;

import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Provides the settings of the state store, as a service, while its configuration is accepted. */
@Component(configurationPid = "io.flipside.state", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class StateStoreSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public StateStoreSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                StateStoreSettings.class,
                faults ->
                        TypedConfiguration.read(StateStoreConfig.class, properties, StateStoreSettings::from, faults));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
