// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.http.ErrorResponseException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstRequestLimitTest {
    private final AtomicLong time = new AtomicLong();
    private int devices;
    private final FirstRequestLimit limit = new FirstRequestLimit(time::get);

    @BeforeEach
    void configure() {
        limit.addressPerMinute = 1_200;
        limit.allPerMinute = 6_000;
    }

    private int admitted(String address, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += admitted(address, "device " + devices++);
        }
        return admitted;
    }

    private int admitted(String address, String identity, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += admitted(address, identity);
        }
        return admitted;
    }

    private int admitted(String address, String identity) {
        try {
            limit.admit(address, identity);
            return 1;
        } catch (ErrorResponseException e) {
            assertThat(e.status()).isEqualTo(429);
            assertThat(e.retryAfter()).isPresent();
            return 0;
        }
    }

    @Test
    void aFactoryBehindOneAddressHasItsRate() {
        assertThat(admitted("192.0.2.1", 500)).isEqualTo(200);
        time.addAndGet(TimeUnit.SECONDS.toNanos(10));
        assertThat(admitted("192.0.2.1", 500)).isEqualTo(200);
    }

    /** All ask as often as they can, one after the other. */
    private int flood() {
        int all = 0;
        for (int i = 0; i < 50; i++) {
            all += admitted("192.0.2." + i, 2_000);
        }
        return all;
    }

    @Test
    void anAddressThatComesAnewHasAShareWithinTenSeconds() {
        flood();
        time.addAndGet(TimeUnit.SECONDS.toNanos(10));
        flood();
        assertThat(admitted("198.51.100.1", 4)).isEqualTo(4);
    }

    @Test
    void aFloodThatPausesNowAndThenLeavesAShare() {
        flood();
        for (int i = 0; i < 3; i++) {
            time.addAndGet(TimeUnit.SECONDS.toNanos(10));
            admitted("192.0.2.1", 2_000);
            time.addAndGet(TimeUnit.SECONDS.toNanos(10));
            flood();
        }
        assertThat(admitted("198.51.100.1", 1)).isEqualTo(1);
    }

    @Test
    void manyAddressesHaveNoMoreThanThereIs() {
        assertThat(flood()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void manyAddressesShareWhatThereIs() {
        int all = 0;
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 50; i++) {
                all += admitted("192.0.2." + i, 1);
            }
        }
        assertThat(all).isBetween(700, 1_000);
    }

    @Test
    void theNetworksOfOneIpv6SiteAreTwoAddresses() {
        int all = 0;
        for (int i = 0; i < 1_000; i++) {
            all += admitted("2001:db8:0:" + Integer.toHexString(i) + ":0:0:0:1", 1);
        }
        assertThat(all).isEqualTo(400);
    }

    @Test
    void aNetworkOfIpv6HasTheRateOfAnAddressAndLeavesSomeToItsNeighbours() {
        assertThat(admitted("2001:db8:0:1:0:0:0:1", 500)).isEqualTo(200);
        assertThat(admitted("2001:db8:0:2:0:0:0:1", 10)).isEqualTo(10);
    }

    @Test
    void manyNewKeysUnderOneIdentityLeaveSomeToAnotherAddress() {
        for (int i = 0; i < 50; i++) {
            assertThat(admitted("192.0.2." + i, "known", 100)).isLessThanOrEqualTo(50);
        }
        assertThat(admitted("198.51.100.1", "other", 1)).isEqualTo(1);
        time.addAndGet(TimeUnit.SECONDS.toNanos(10));
        assertThat(admitted("192.0.2.1", "known", 100)).isEqualTo(50);
        assertThat(admitted("198.51.100.1", "known", 1)).isEqualTo(1);
    }
}
