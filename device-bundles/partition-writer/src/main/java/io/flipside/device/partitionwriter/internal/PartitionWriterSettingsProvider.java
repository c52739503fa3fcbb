// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.partitionwriter.internal;

import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Provides the settings of the partition writer, as a service, while its configuration is accepted. */
@Component(configurationPid = "io.flipside.rootfs", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PartitionWriterSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public PartitionWriterSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                RootfsImageHandler.Settings.class,
                faults -> TypedConfiguration.read(
                        PartitionWriterConfig.class, properties, RootfsImageHandler.Settings::from, faults));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
