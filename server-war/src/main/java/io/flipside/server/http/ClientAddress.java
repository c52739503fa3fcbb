// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds the address from which a request came. Only configured proxies may name another one than their own. */
@ApplicationScoped
public class ClientAddress {
    private static final String NAMED = "X-Forwarded-For";
    private static final String NUMERIC = "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F.]{0,15}){2,8}";

    private final List<String> proxies;

    protected ClientAddress() {
        this(Optional.empty());
    }

    @Inject
    public ClientAddress(@ConfigProperty(name = "flipside.proxies") Optional<String> proxies) {
        this.proxies = proxies.stream()
                .flatMap(text -> List.of(text.split(",", -1)).stream())
                .map(proxy -> normal(proxy)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "FLIPSIDE_PROXIES must be numeric addresses, separated by commas, not '" + proxy
                                        + "'")))
                .toList();
    }

    /** Reads the configuration at the start, so that a fault in it is not found out at the first request. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    /** The nearest address that is no proxy's: what stands before it in the header, anybody may have written. */
    public String of(HttpServletRequest request) {
        return of(request.getRemoteAddr(), Collections.list(request.getHeaders(NAMED)));
    }

    String of(String peer, List<String> headers) {
        List<String> named = headers.stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .toList();
        String nearest = normal(peer).orElse(peer);
        for (int i = named.size() - 1; i >= 0 && proxies.contains(nearest); i--) {
            Optional<String> next = normal(named.get(i));
            if (next.isEmpty()) {
                break;
            }
            nearest = next.get();
        }
        return nearest;
    }

    /** What one customer of a provider has: an address of IPv4, or the 2^64 of an IPv6 network. */
    public static String network(String address) {
        String[] parts = address.split(":", -1);
        return parts.length < 8 ? address : String.join(":", List.of(parts).subList(0, 4)) + "::/64";
    }

    /** What one customer may have at most: an address of IPv4, or the 2^16 networks of an IPv6 site. */
    public static String site(String networkOrAddress) {
        String[] parts = networkOrAddress.split(":", -1);
        return parts.length < 5
                ? networkOrAddress
                : String.join(":", List.of(parts).subList(0, 3)) + "::/48";
    }

    /** One spelling for one address; nothing that would be looked up. */
    private static Optional<String> normal(String address) {
        String text = address.strip();
        try {
            return text.matches(NUMERIC)
                    ? Optional.of(InetAddress.getByName(text).getHostAddress())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
