// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class WiringOsgiIT {
    @TempDir
    Path directory;

    @Test
    void allBundlesResolveAndStart() throws Exception {
        try (RunningDevice device = RunningDevice.startUnshared(directory.resolve("framework"))) {
            assertThat(device.context().getBundles()).allSatisfy(bundle -> assertThat(bundle.getState())
                    .as(bundle.getSymbolicName())
                    .isEqualTo(Bundle.ACTIVE));
        }
    }
}
