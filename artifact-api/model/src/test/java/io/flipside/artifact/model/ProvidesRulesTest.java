// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvidesRulesTest {
    private static final Map<String, String> BEFORE =
            Map.of("artifact_name", "r1", "rootfs-image.version", "1", "app.version", "7");

    @Test
    void withoutPatternsAllThatWasProvidedGoes() {
        assertThat(ProvidesRules.merge(BEFORE, Map.of("artifact_name", "r2"), Optional.empty()))
                .isEqualTo(Map.of("artifact_name", "r2"));
    }

    @Test
    void patternsEraseWhatTheyMatchOnly() {
        assertThat(ProvidesRules.merge(
                        BEFORE, Map.of("artifact_name", "r2"), Optional.of(List.of("artifact_name", "rootfs-image.*"))))
                .isEqualTo(Map.of("artifact_name", "r2", "app.version", "7"));
    }

    @Test
    void aDotInAPatternStandsForItself() {
        assertThat(ProvidesRules.merge(Map.of("aXb", "1"), Map.of(), Optional.of(List.of("a.b"))))
                .containsKey("aXb");
    }

    @Test
    void theNameOfAnUnknownStateIsMarkedOnce() {
        Map<String, String> once = ProvidesRules.inconsistent(BEFORE);
        assertThat(once).containsEntry("artifact_name", "r1_INCONSISTENT");
        assertThat(ProvidesRules.inconsistent(once)).isEqualTo(once);
    }
}
