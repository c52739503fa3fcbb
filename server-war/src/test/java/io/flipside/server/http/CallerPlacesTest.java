// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerPlacesTest {
    private final CallerPlaces places = new CallerPlaces(32);

    private int takeAll(String caller) {
        int taken = 0;
        while (places.take(caller)) {
            taken++;
        }
        return taken;
    }

    @Test
    void theFirstLeavesPlacesForTheNext() {
        for (int caller = 0; caller < 5; caller++) {
            assertThat(takeAll("address " + caller)).isPositive();
        }
    }

    @Test
    void thereAreNoMorePlacesThanThereAre() {
        int taken = 0;
        for (int caller = 0; caller < 100; caller++) {
            taken += takeAll("address " + caller);
        }
        assertThat(taken).isEqualTo(32);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        int taken = takeAll("a");
        places.leave("a");
        assertThat(takeAll("a")).isOne();
        for (int i = 0; i < taken; i++) {
            places.leave("a");
        }
        assertThat(takeAll("b")).isEqualTo(taken);
    }
}
