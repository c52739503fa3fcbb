// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvidesTest {
    private static final Map<String, String> BEFORE = Map.of(
            "artifact_name", "old",
            "artifact_group", "lab",
            "rootfs-image.version", "1",
            "rootfs-image.checksum", "abc",
            "data-part.app.version", "7");

    @Test
    void erasesWhatThePatternsMatchAndAddsTheRest() {
        assertThat(Provides.merged(
                        BEFORE,
                        Map.of("artifact_name", "new"),
                        Optional.of(List.of("rootfs-image.*", "artifact_group"))))
                .isEqualTo(Map.of("artifact_name", "new", "data-part.app.version", "7"));
    }

    @Test
    void withoutPatternsEverythingIsErased() {
        assertThat(Provides.merged(BEFORE, Map.of("artifact_name", "new"), Optional.empty()))
                .isEqualTo(Map.of("artifact_name", "new"));
    }

    @Test
    void withAnEmptyListNothingIsErased() {
        assertThat(Provides.merged(BEFORE, Map.of("artifact_name", "new"), Optional.of(List.of())))
                .hasSize(5)
                .containsEntry("artifact_name", "new");
    }

    @Test
    void onlyTheStarIsSpecial() {
        Map<String, String> before = Map.of("a.b", "1", "axb", "2", "a[b", "3", "x\\Ey", "4");
        assertThat(Provides.merged(before, Map.of(), Optional.of(List.of("a.b", "a[*", "x\\E*"))))
                .containsOnlyKeys("axb");
    }

    @Test
    void aStarInTheMiddleMatchesAnyRunOfCharacters() {
        assertThat(Provides.merged(BEFORE, Map.of(), Optional.of(List.of("*.version"))))
                .containsOnlyKeys("artifact_name", "artifact_group", "rootfs-image.checksum");
    }

    @Test
    void inconsistencyIsMarkedOnce() {
        assertThat(Provides.inconsistent(Provides.inconsistent(BEFORE)))
                .containsEntry("artifact_name", "old_INCONSISTENT");
    }
}
