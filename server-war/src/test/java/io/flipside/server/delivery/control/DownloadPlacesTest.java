// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DownloadPlacesTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final DownloadPlaces places = new DownloadPlaces(Clock.fixed(NOW, ZoneOffset.UTC));

    private void keepAll(DownloadPlaces kept) {
        for (int i = 0; kept.areFree(); i++) {
            kept.keep("device " + i);
        }
    }

    @Test
    void everyDeviceThatWasToldToDownloadGetsAPlace() {
        keepAll(places);
        for (int i = 0; i < 72; i++) {
            assertThat(places.take(Optional.of("device " + i)))
                    .as("device " + i)
                    .isTrue();
        }
        assertThat(places.areFree()).isFalse();
    }

    @Test
    void aDownloadThatEndsLetsAnotherDeviceBeTold() {
        keepAll(places);
        places.take(Optional.of("device 0"));
        places.leave(Optional.of("device 0"));
        assertThat(places.areFree()).isTrue();
    }

    @Test
    void aPlaceIsNotKeptForEver() {
        Clock[] clock = {Clock.fixed(NOW, ZoneOffset.UTC)};
        DownloadPlaces later = new DownloadPlaces(new Clock() {
            @Override
            public Instant instant() {
                return clock[0].instant();
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        });
        keepAll(later);
        clock[0] = Clock.fixed(NOW.plus(Duration.ofMinutes(1)), ZoneOffset.UTC);
        assertThat(later.areFree()).isTrue();
    }

    @Test
    void oneDeviceTakesOnlyAFewPlaces() {
        int got = 0;
        while (places.take(Optional.of("greedy"))) {
            got++;
        }
        assertThat(got).isEqualTo(4);
        assertThat(places.take(Optional.of("another"))).isTrue();
    }
}
