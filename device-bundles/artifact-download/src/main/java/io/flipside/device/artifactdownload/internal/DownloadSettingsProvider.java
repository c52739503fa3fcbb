// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Provides the settings of the HTTP download, as a service, while its configuration is accepted. */
@Component(configurationPid = "io.flipside.download")
public final class DownloadSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public DownloadSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                DownloadSettings.class,
                faults -> TypedConfiguration.read(DownloadConfig.class, properties, DownloadSettings::from, faults));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
