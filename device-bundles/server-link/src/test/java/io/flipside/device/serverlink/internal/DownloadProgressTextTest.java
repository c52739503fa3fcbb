// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateStatus;
import org.junit.jupiter.api.Test;

class DownloadProgressTextTest {
    private static final long SECOND = 1_000_000_000;
    private static final int MIB = 1 << 20;
    private final DownloadProgressText progress = new DownloadProgressText();

    @Test
    void saysHowFarAndHowFast() {
        progress.text(at(20L * MIB, 128L * MIB), 0);

        assertThat(progress.text(at(45L * MIB, 128L * MIB), 2 * SECOND)).isEqualTo("35 % of 128.0 MiB, 12.5 MiB/s");
    }

    @Test
    void knowsNoSpeedAtFirst() {
        assertThat(progress.text(at(64L * MIB, 128L * MIB), SECOND)).isEqualTo("50 % of 128.0 MiB");
    }

    @Test
    void knowsNoSpeedOfADownloadThatStartedAgain() {
        progress.text(at(64L * MIB, 128L * MIB), SECOND);

        assertThat(progress.text(at(0, 128L * MIB), 2 * SECOND)).isEqualTo("0 % of 128.0 MiB");
    }

    @Test
    void saysHowMuchWhereTheSizeIsNotKnown() {
        assertThat(progress.text(at(3L * MIB, -1), SECOND)).isEqualTo("3.0 MiB");
    }

    private static UpdateStatus at(long done, long total) {
        return ScriptedEngine.status(Phase.DOWNLOAD, done, total);
    }
}
