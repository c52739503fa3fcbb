// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Provides the settings of managed mode, as a service, while its configuration is accepted. */
@Component(configurationPid = "io.flipside.link", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ServerLinkSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public ServerLinkSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                ServerLinkSettings.class,
                faults ->
                        TypedConfiguration.read(ServerLinkConfig.class, properties, ServerLinkSettings::from, faults));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
