// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import io.flipside.server.http.ClientAddress;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides who gives up a place when all are taken: whoever wants one, if he has his share, else who has the most. Sites
 * share the places, and the networks of a site its own: a stranger has 65,536 networks of IPv6 as easily as one.
 */
final class PlaceShare {
    private PlaceShare() {}

    /**
     * The network that gives up a place of its own; none, if nobody has one.
     *
     * @param taken how many places each network has
     */
    static Optional<String> giving(Map<String, Long> taken, long places, String network) {
        Map<String, Long> bySite = taken.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> ClientAddress.site(each.getKey()), Collectors.summingLong(Map.Entry::getValue)));
        return among(bySite, places, ClientAddress.site(network)).flatMap(site -> {
            Map<String, Long> within = taken.entrySet().stream()
                    .filter(each -> ClientAddress.site(each.getKey()).equals(site))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return among(within, bySite.getOrDefault(site, 0L), network);
        });
    }

    private static Optional<String> among(Map<String, Long> taken, long places, String own) {
        long share = Math.max(1, places / Math.max(1, taken.size()));
        return taken.getOrDefault(own, 0L) >= share
                ? Optional.of(own)
                : taken.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}
