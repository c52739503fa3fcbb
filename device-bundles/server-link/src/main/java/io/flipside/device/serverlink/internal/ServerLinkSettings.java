// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.http.HttpRequest;
import io.flipside.device.support.config.ValidatedSettings;
import io.flipside.device.support.retry.BackOff;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.bundle.Capability;

/**
 * Holds the values of the managed mode configuration, read from a {@link ServerLinkConfig}.
 *
 * @param servers the servers, without a slash at the end
 * @param keyFile the device's private key
 * @param tenantToken may be empty
 * @param certificates PEM file with certificates to trust besides the system's
 * @param times intervals and time-outs
 */
@Capability(namespace = "osgi.service", attribute = ValidatedSettings.PROVIDED, effective = "active")
record ServerLinkSettings(
        List<URI> servers, Path keyFile, String tenantToken, Optional<Path> certificates, Times times) {
    /**
     * Holds the intervals and time-outs.
     *
     * @param poll time between two polls
     * @param inventory time between two inventory reports
     * @param retry longest wait after a failure
     * @param giveUp how long to insist where an update depends on it
     * @param progress shortest time between two progress reports
     */
    record Times(Duration poll, Duration inventory, Duration retry, Duration giveUp, Duration progress) {
        private static final Duration LONGEST_ORDERED = Duration.ofHours(1);

        /** Spaces out the tries after a failure. */
        BackOff backOff() {
            return new BackOff(retry, LONGEST_ORDERED);
        }
    }

    static ServerLinkSettings from(ServerLinkConfig config) {
        if (config.keyFile().isBlank()) {
            throw new IllegalArgumentException("link.keyFile is missing: name the file for the device's private key");
        }
        return new ServerLinkSettings(
                servers(config.server()),
                Path.of(config.keyFile().strip()),
                config.tenantToken().strip(),
                Optional.of(config.serverCertificate())
                        .filter(name -> !name.isBlank())
                        .map(Path::of),
                times(config));
    }

    private static Times times(ServerLinkConfig config) {
        Duration retry = seconds(config.retrySeconds());
        Duration giveUp = config.giveUpSeconds() > 0 ? seconds(config.giveUpSeconds()) : retry.multipliedBy(4);
        return new Times(
                seconds(config.pollSeconds()),
                seconds(config.inventorySeconds()),
                retry,
                giveUp,
                Duration.ofSeconds(2));
    }

    private static Duration seconds(int value) {
        return Duration.ofSeconds(Math.max(1, value));
    }

    static List<URI> servers(String text) {
        List<URI> servers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String address = part.strip().replaceAll("/+$", "");
            if (!address.isEmpty()) {
                servers.add(server(address));
            }
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException(
                    "link.server is missing: name the server, like https://updates.example.com");
        }
        return List.copyOf(servers);
    }

    private static URI server(String address) {
        try {
            URI uri = URI.create(address);
            HttpRequest.get(uri, Map.of());
            return uri;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("link.server holds '" + address + "': " + e.getMessage(), e);
        }
    }
}
