// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.inventory.internal;

import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Provides the settings of identity and inventory, as a service, while its configuration is accepted. */
@Component(configurationPid = "io.flipside.inventory")
public final class InventorySettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public InventorySettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                InventorySettings.class,
                faults -> TypedConfiguration.read(InventoryConfig.class, properties, InventorySettings::from, faults));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
