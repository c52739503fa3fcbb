// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.boot.SystemReboot;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.source.ArtifactSource;
import io.flipside.device.state.StateStore;

/**
 * Groups the dynamic OSGi services of other bundles that the engine uses.
 *
 * @param store where the journal is
 * @param reboot reboots the device
 * @param sources open artifacts
 * @param handlers install payloads
 * @param approvers are asked on the way
 * @param listeners are told on the way
 * @param faults of configurations
 */
record EngineServices(
        ReplaceableService<StateStore> store,
        ReplaceableService<SystemReboot> reboot,
        KeyedServiceRegistry<ArtifactSource> sources,
        KeyedServiceRegistry<PayloadHandler> handlers,
        UpdateApprovers approvers,
        UpdateListeners listeners,
        ConfigurationFaults faults) {
    static EngineServices none(EngineSettings.Timeouts timeouts) {
        return new EngineServices(
                new ReplaceableService<>(),
                new ReplaceableService<>(),
                new KeyedServiceRegistry<>("source of artifacts"),
                new KeyedServiceRegistry<>("payload handler"),
                new UpdateApprovers(timeouts.service()),
                new UpdateListeners(),
                new ConfigurationFaults());
    }
}
