// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArtifactSweeperTest {
    private final ArtifactSweeper sweeper = new ArtifactSweeper();

    @Test
    void theAgeIsAsConfigured() {
        sweeper.unreferencedSeconds = 86_400;
        sweeper.leastSeconds = 900;
        assertThat(sweeper.age()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void anAgeThatNoUploadCanKeepIsNotTaken() {
        sweeper.unreferencedSeconds = 0;
        sweeper.leastSeconds = 900;
        assertThat(sweeper.age()).isEqualTo(Duration.ofSeconds(900));
    }
}
