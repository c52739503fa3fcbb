// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import io.flipside.device.support.config.ValidatedSettings;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Provides the settings of the HTTP client, as a service; their faults are announced before it is first used. */
@Component(configurationPid = "io.flipside.http")
@Designate(ocd = HttpClientConfig.class)
public final class HttpClientSettingsProvider {
    private final ValidatedSettings settings;

    @Activate
    public HttpClientSettingsProvider(Map<String, Object> properties) {
        settings = ValidatedSettings.register(
                HttpClientSettings.class, faults -> Optional.of(HttpClientSettings.from(properties, faults)));
    }

    @Deactivate
    void withdraw() {
        settings.withdraw();
    }
}
