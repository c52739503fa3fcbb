// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Provides the settings of the simulated bootloader, as a service, while its configuration is accepted. */
@Component(configurationPid = "io.flipside.simulated", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class SimulatedBootSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public SimulatedBootSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                SimulatedBootSettings.class,
                faults -> TypedConfiguration.read(
                        SimulatedBootConfig.class, properties, SimulatedBootSettings::from, faults));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
