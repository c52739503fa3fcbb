// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.model.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteCommandLineBuilderTest {
    private static WriteCommandLineBuilder of(String name) {
        var payload = new Artifact.Payload(
                Optional.of("t"), Map.of("k", "v"), Map.of(), Optional.of(List.of("a.*")), Optional.empty(), List.of());
        return new WriteCommandLineBuilder(
                new Artifact(3, false, name, Optional.empty(), List.of("d"), List.of(), List.of(), List.of(), payload));
    }

    @Test
    void leavesWhatAShellLeaves() {
        assertThat(of("rel-1").line())
                .isEqualTo(
                        "write module-image --artifact-name rel-1 --device-type d --type t"
                                + " --no-default-software-version --no-default-clears-provides --provides k:v --clears-provides a.*");
    }

    @Test
    void quotesWhatAShellWouldTakeApart() {
        assertThat(of("it's $HOME").line()).contains("--artifact-name 'it'\\''s $HOME' ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "~", "{a,b}", "[x]", "?", "a\nb", ""})
    void quotesWhatAShellWouldExpand(String name) {
        assertThat(of(name).line()).contains("--artifact-name '" + name + "' ");
    }

    @Test
    void endsEachArgumentWithZero() {
        assertThat(of("a b").withZeros()).contains("\0--artifact-name\0a b\0").endsWith("\0");
    }
}
