// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** What a finished program said. */
public record Outcome(String what, int exitCode, byte[] bytes, String err) {
    public String out() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** This, if it went well. */
    public Outcome succeeds() {
        return exits(0);
    }

    public Outcome exits(int expected) {
        assertThat(exitCode).as("exit code of %s%n%s%n%s", what, out(), err).isEqualTo(expected);
        return this;
    }
}
