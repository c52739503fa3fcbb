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
    private final FirstRequestLimit limit = new FirstRequestLimit(time::get);

    @BeforeEach
    void configure() {
        limit.addressPerMinute = 1_200;
        limit.allPerMinute = 6_000;
    }

    private int admitted(String address, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            try {
                limit.admit(address);
                admitted++;
            } catch (ErrorResponseException e) {
                assertThat(e.status()).isEqualTo(429);
                assertThat(e.retryAfter()).isPresent();
            }
        }
        return admitted;
    }

    @Test
    void aFactoryBehindOneAddressHasItsRate() {
        assertThat(admitted("192.0.2.1", 500)).isEqualTo(200);
        time.addAndGet(TimeUnit.SECONDS.toNanos(10));
        assertThat(admitted("192.0.2.1", 500)).isEqualTo(200);
    }

    @Test
    void anAddressThatComesAnewHasItsShareAtOnce() {
        for (int i = 0; i < 50; i++) {
            admitted("192.0.2." + i, 2_000);
        }
        assertThat(admitted("198.51.100.1", 10)).isEqualTo(10);
    }

    @Test
    void manyAddressesShareWhatThereIs() {
        int all = 0;
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 50; i++) {
                all += admitted("192.0.2." + i, 1);
            }
        }
        assertThat(all).isEqualTo(1_000);
    }
}
