// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Provides the settings of U-Boot, as a service, while its configuration is accepted. */
@Component(
        configurationPid = {"io.flipside.rootfs", "io.flipside.uboot"},
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class UbootSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public UbootSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(UbootSettings.class, faults -> TypedConfiguration.read(
                        RootfsSlotsConfig.class, properties, Function.identity(), faults)
                .flatMap(slots -> TypedConfiguration.read(
                        UbootConfig.class, properties, config -> UbootSettings.from(config, slots), faults)));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
