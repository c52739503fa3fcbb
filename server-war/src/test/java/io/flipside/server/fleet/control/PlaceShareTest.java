// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceShareTest {
    private final Map<String, Long> taken = new HashMap<>();

    @Test
    void whoHasHisShareGivesUpHisOwn() {
        taken.putAll(Map.of("192.0.2.1", 6L, "192.0.2.2", 4L));
        assertThat(PlaceShare.giving(taken, 8, "192.0.2.2")).contains("192.0.2.2");
    }

    @Test
    void whoComesAnewIsGivenAPlaceOfWhoHasTheMost() {
        taken.putAll(Map.of("192.0.2.1", 6L, "192.0.2.2", 4L));
        assertThat(PlaceShare.giving(taken, 10, "198.51.100.1")).contains("192.0.2.1");
    }

    @Test
    void theNetworksOfAnIpv6SiteHaveTheShareOfOne() {
        for (int i = 0; i < 100; i++) {
            taken.put("2001:db8:0:" + i + "::/64", 1L);
        }
        taken.put("192.0.2.1", 20L);
        assertThat(PlaceShare.giving(taken, 120, "192.0.2.1").orElseThrow()).startsWith("2001:db8:0:");
    }

    @Test
    void aNetworkOfIpv6LeavesItsNeighboursTheirPlaces() {
        taken.putAll(Map.of("2001:db8:0:1::/64", 1L, "2001:db8:0:2::/64", 9L));
        assertThat(PlaceShare.giving(taken, 10, "2001:db8:0:2::/64")).contains("2001:db8:0:2::/64");
        assertThat(PlaceShare.giving(taken, 10, "2001:db8:0:3::/64")).contains("2001:db8:0:2::/64");
    }

    @Test
    void whereNobodyHasAPlaceNobodyGivesOneUp() {
        assertThat(PlaceShare.giving(taken, 10, "192.0.2.1")).isEmpty();
    }
}
