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

/** Provides the settings of the reboot command, as a service, while its configuration is accepted. */
@Component(configurationPid = "io.flipside.reboot", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class RebootSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public RebootSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                RebootSettings.class,
                faults -> TypedConfiguration.read(RebootConfig.class, properties, RebootSettings::from, faults));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
