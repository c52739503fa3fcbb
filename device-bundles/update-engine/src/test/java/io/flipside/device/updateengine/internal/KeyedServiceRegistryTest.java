// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

class KeyedServiceRegistryTest {
    private final KeyedServiceRegistry<String> registry = new KeyedServiceRegistry<>("thing");

    @Test
    void usesTheOneWithTheHighestRanking() throws Exception {
        bind("low", 0, 1);
        bind("high", 5, 2);
        bind("middle", 1, 3);
        assertThat(present()).isEqualTo("high");
    }

    @Test
    void usesTheOldestOfOneRanking() throws Exception {
        bind("young", 0, 9);
        bind("old", 0, 4);
        assertThat(present()).isEqualTo("old");
    }

    @Test
    void fallsBackToTheNextWhenTheBestHasGone() throws Exception {
        bind("low", 0, 1);
        bind("high", 5, 2);
        registry.unbind("high");
        assertThat(present()).isEqualTo("low");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatIOException().isThrownBy(this::present).withMessageContaining("there is no thing for 'key'");
    }

    private void bind(String service, int ranking, long id) {
        registry.bind(
                service, Map.of("keys", "key", Constants.SERVICE_RANKING, ranking, Constants.SERVICE_ID, id), "keys");
    }

    private String present() throws Exception {
        return registry.await("key", Duration.ofMillis(10), Duration.ofMillis(10));
    }
}
