// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArtifactMetadataTest {
    private static ArtifactMetadata depending(Map<String, List<String>> depends) {
        return new ArtifactMetadata(3, false, List.of(), Map.of(), depends, null, List.of());
    }

    @Test
    void artifactsOverlapIfTheyShareAValueOfEveryKey() {
        ArtifactMetadata first = depending(Map.of("device_type", List.of("a", "b"), "board", List.of("1")));
        assertThat(first.overlaps(depending(Map.of("device_type", List.of("b", "c"), "board", List.of("1", "2")))))
                .isTrue();
        assertThat(first.overlaps(depending(Map.of("device_type", List.of("b", "c"), "board", List.of("2")))))
                .isFalse();
        assertThat(first.overlaps(depending(Map.of("device_type", List.of("c"), "board", List.of("1")))))
                .isFalse();
    }

    @Test
    void artifactsThatDependOnOtherKeysDoNotOverlap() {
        ArtifactMetadata first = depending(Map.of("device_type", List.of("a")));
        assertThat(first.overlaps(depending(Map.of("device_type", List.of("a"), "board", List.of("1")))))
                .isFalse();
    }

    @Test
    void artifactsWithTheSameEmptyDependOverlap() {
        ArtifactMetadata first = depending(Map.of("device_type", List.of("a"), "board", List.of()));
        assertThat(first.overlaps(depending(Map.of("device_type", List.of("a"), "board", List.of()))))
                .isTrue();
    }
}
