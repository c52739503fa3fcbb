// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.model.Compatibility.Compatible;
import io.flipside.artifact.model.Compatibility.Incompatible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
    private static final Map<String, String> DEVICE =
            Map.of("device_type", "pi4", "artifact_name", "r1", "rootfs-image.version", "1");

    @Test
    void anArtifactThatDependsOnNothingIsCompatible() {
        assertThat(Compatibility.of(Map.of(), DEVICE)).isEqualTo(new Compatible());
    }

    @Test
    void oneOfTheAcceptedValuesIsEnough() {
        assertThat(Compatibility.of(Map.of("device_type", List.of("pi3", "pi4")), DEVICE))
                .isEqualTo(new Compatible());
    }

    @Test
    void anotherValueIsIncompatibleAndSaysWhich() {
        Compatibility result = Compatibility.of(Map.of("device_type", List.of("pi3", "qemu")), DEVICE);
        assertThat(result).isEqualTo(new Incompatible("device_type", List.of("pi3", "qemu"), Optional.of("pi4")));
        assertThat(result.obstacle()).contains("needs device_type to be pi3 or qemu, but the device has pi4");
    }

    @Test
    void aMissingValueIsIncompatible() {
        assertThat(Compatibility.of(Map.of("artifact_group", List.of("stable")), DEVICE)
                        .obstacle())
                .contains("needs artifact_group to be stable, but the device has none");
    }

    @Test
    void anArtifactDependsOnTypeNameGroupAndItsPayloadsKeys() {
        assertThat(artifact(List.of("r1"), List.of("stable")).depends())
                .isEqualTo(Map.of(
                        "device_type", List.of("pi4"),
                        "artifact_name", List.of("r1"),
                        "artifact_group", List.of("stable"),
                        "rootfs-image.version", List.of("1", "2")));
    }

    @Test
    void namesAndGroupsThatAreNotAskedForAreNoDependency() {
        assertThat(Compatibility.of(artifact(List.of(), List.of()), DEVICE)).isEqualTo(new Compatible());
    }

    private static Artifact artifact(List<String> names, List<String> groups) {
        Artifact.Payload payload = new Artifact.Payload(
                Optional.of("rootfs-image"),
                Map.of(),
                Map.of("rootfs-image.version", List.of("1", "2")),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return new Artifact(3, false, "r2", Optional.empty(), List.of("pi4"), names, groups, List.of(), payload);
    }
}
