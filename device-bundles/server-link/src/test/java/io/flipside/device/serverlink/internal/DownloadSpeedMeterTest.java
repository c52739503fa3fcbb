// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus;
import org.junit.jupiter.api.Test;

class DownloadSpeedMeterTest {
    private static final long SECOND = 1_000_000_000;
    private static final int MIB = 1 << 20;
    private final DownloadSpeedMeter meter = new DownloadSpeedMeter();

    @Test
    void saysHowFarAndHowFast() {
        meter.look(at(20L * MIB, 128L * MIB), 0);

        assertThat(meter.look(at(45L * MIB, 128L * MIB), 2 * SECOND).text()).isEqualTo("35 % of 128.0 MiB, 12.5 MiB/s");
    }

    @Test
    void knowsNoSpeedAtFirst() {
        assertThat(meter.look(at(64L * MIB, 128L * MIB), SECOND).text()).isEqualTo("50 % of 128.0 MiB");
    }

    @Test
    void knowsNoSpeedOfADownloadThatStartedAgain() {
        meter.look(at(64L * MIB, 128L * MIB), SECOND);

        assertThat(meter.look(at(0, 128L * MIB), 2 * SECOND).text()).isEqualTo("0 % of 128.0 MiB");
    }

    @Test
    void saysHowMuchWhereTheSizeIsNotKnown() {
        assertThat(meter.look(at(3L * MIB, -1), SECOND).text()).isEqualTo("3.0 MiB");
    }

    private static UpdateStatus at(long done, long total) {
        return ScriptedEngine.status(Phase.DOWNLOAD, done, total);
    }
}
