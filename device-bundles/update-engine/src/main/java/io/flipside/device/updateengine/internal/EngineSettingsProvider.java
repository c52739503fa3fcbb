// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Provides the settings of the update engine, as a service, while its configuration is accepted. */
@Component(configurationPid = "io.flipside.engine", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EngineSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public EngineSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                EngineSettings.class,
                faults -> TypedConfiguration.read(EngineConfig.class, properties, EngineSettings::from, faults));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
