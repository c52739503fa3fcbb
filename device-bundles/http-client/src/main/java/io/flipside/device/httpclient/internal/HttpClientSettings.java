// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import io.flipside.device.support.config.FaultAnnouncements;
import io.flipside.device.support.config.TypedConfiguration;
import io.flipside.device.support.config.ValidatedSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of the HTTP client's configuration, read from an {@link HttpClientConfig}. A part that is refused is
 * announced and not used: the device goes on polling.
 *
 * @param proxy the proxy
 * @param ownCertificate the certificate of this device
 * @param trusted certificates to trust besides the system's
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record HttpClientSettings(
        Optional<ProxySettings> proxy, Optional<ClientCertificateFiles> ownCertificate, Optional<Path> trusted) {
    static HttpClientSettings from(Map<String, Object> properties, FaultAnnouncements faults) {
        return new HttpClientSettings(
                part(properties, ProxySettings::from, faults),
                part(properties, ClientCertificateFiles::from, faults),
                part(properties, HttpClientSettings::trusted, faults));
    }

    private static <S> Optional<S> part(
            Map<String, Object> properties,
            Function<HttpClientConfig, Optional<S>> settings,
            FaultAnnouncements faults) {
        return TypedConfiguration.read(HttpClientConfig.class, properties, settings, faults)
                .flatMap(Function.identity());
    }

    private static Optional<Path> trusted(HttpClientConfig config) {
        return Optional.of(config.serverCertificate())
                .filter(file -> !file.isEmpty())
                .map(Path::of);
    }
}
