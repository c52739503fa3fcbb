// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.testing;

import io.flipside.device.health.HealthCheck;
import io.flipside.device.health.HealthResult;
import io.flipside.device.health.HealthStatus;
import java.util.Optional;
import java.util.function.Supplier;

/** A health check that complains as it is told. */
public record FakeHealthCheck(Supplier<Optional<String>> complaint) implements HealthCheck {
    @Override
    public String name() {
        return "fake check";
    }

    @Override
    public HealthResult check() {
        return complaint
                .get()
                .map(why -> HealthResult.of(HealthStatus.CRITICAL, why))
                .orElse(HealthResult.ok());
    }
}
