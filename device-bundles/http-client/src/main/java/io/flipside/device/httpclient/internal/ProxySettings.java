// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds the address of the HTTP proxy, the credentials for it, and the hosts that are reached directly.
 *
 * @param address http, host and port
 * @param user user name, if the proxy wants one
 * @param passwordFile file with the password
 * @param direct hosts reached without the proxy, lower case; one that begins with a dot stands for all below it
 */
record ProxySettings(URI address, Optional<String> user, Optional<Path> passwordFile, List<String> direct) {
    private static final int LONGEST_PASSWORD = 1024;

    static Optional<ProxySettings> from(HttpClientConfig config) {
        String address = config.proxy().strip().replaceAll("/+$", "");
        if (address.isEmpty()) {
            if (!config.proxyUser().isBlank() || !config.proxyPasswordFile().isBlank()) {
                throw new IllegalArgumentException(
                        "http.proxy is missing: name the proxy that http.proxyUser is known to, or remove both");
            }
            return Optional.empty();
        }
        return Optional.of(new ProxySettings(
                address(address),
                text(config.proxyUser()),
                text(config.proxyPasswordFile()).map(Path::of),
                Arrays.stream(config.noProxy().split(",", -1))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList()));
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            if ("http".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("http.proxy holds no web address: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "http.proxy must be like http://proxy.example.com:3128, with a port; the user"
                        + " belongs into http.proxyUser, the password into the file that http.proxyPasswordFile names");
    }

    private static Optional<String> text(String value) {
        return Optional.of(value.strip()).filter(text -> !text.isEmpty());
    }

    /** Whether requests to this host go through the proxy. */
    boolean serves(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return direct.stream()
                .noneMatch(pattern -> pattern.startsWith(".") ? name.endsWith(pattern) : name.equals(pattern));
    }

    /** Reads the password file; an end of line at its end does not count. */
    char[] password() throws IOException {
        if (passwordFile.isEmpty()) {
            return new char[0];
        }
        Path file = passwordFile.get();
        if (Files.size(file) > LONGEST_PASSWORD) {
            throw new IOException(file + " is too long to be the password of a proxy");
        }
        return Files.readString(file).replaceAll("\\R\\z", "").toCharArray();
    }
}
