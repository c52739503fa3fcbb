// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.boot.Slot;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunningSlotFinderTest {
    private static final Path NO_ROOT = Path.of("/dev/null");

    @Test
    void aConfiguredSlotIsBelieved() throws IOException {
        assertThat(RunningSlotFinder.of("B", NO_ROOT, NO_ROOT).find()).isEqualTo(Slot.B);
    }

    @Test
    void aRootThatLiesOnNeitherSlotIsAnErrorThatSaysWhatNow() {
        assertThatThrownBy(() -> RunningSlotFinder.of("auto", NO_ROOT, NO_ROOT).find())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("set uboot.runningSlot");
    }

    @Test
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> RunningSlotFinder.of("C", NO_ROOT, NO_ROOT)).hasMessageContaining("not 'C'");
    }
}
