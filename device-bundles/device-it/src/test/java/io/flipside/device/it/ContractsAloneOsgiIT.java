// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The contracts need the artifact model and nothing else: no codec, no runtime bundle, no service-loader extender. */
class ContractsAloneOsgiIT {
    @TempDir
    Path storage;

    @Test
    void theContractsResolveWithTheModelAlone() throws Exception {
        try (RunningDevice device =
                RunningDevice.startOnly(storage, "flipside-artifact-model", "flipside-device-api")) {
            assertThat(device.bundle("flipside-device-api").getState()).isEqualTo(Bundle.ACTIVE);
        }
    }

    @Test
    void jsonIsReadWithTheModelAlone() throws Exception {
        try (RunningDevice device = RunningDevice.startOnly(storage, "flipside-artifact-model")) {
            Object value = device.bundle("flipside-artifact-model")
                    .loadClass("io.flipside.artifact.json.Json")
                    .getMethod("parse", String.class)
                    .invoke(null, "{\"a\": [1, \"x\"]}");
            assertThat(value).hasToString("{\"a\":[1,\"x\"]}");
        }
    }
}
