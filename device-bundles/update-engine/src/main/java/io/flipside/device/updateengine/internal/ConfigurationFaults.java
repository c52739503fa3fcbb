// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.config.ConfigurationFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tracks the registered configuration faults, any of which prevents installing and committing. Thread-safe. */
final class ConfigurationFaults {
    private final List<ConfigurationFault> faults = new CopyOnWriteArrayList<>();

    void bind(ConfigurationFault fault) {
        faults.add(fault);
    }

    void unbind(ConfigurationFault fault) {
        faults.removeIf(known -> known == fault);
    }

    /** Returns why nothing may be installed and no trial may be committed; empty if no configuration is faulty. */
    Optional<String> reason() {
        return faults.stream().findFirst().map(fault -> "a configuration is not accepted: " + fault.message());
    }
}
