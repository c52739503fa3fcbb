// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashingTest {
    @Test
    void onlyThePasswordItselfMatchesItsHash() {
        String hash = PasswordHashing.hash("correct horse");
        assertThat(PasswordHashing.matches("correct horse", hash)).isTrue();
        assertThat(PasswordHashing.matches("correct horsf", hash)).isFalse();
        assertThat(PasswordHashing.matches("correct horse", PasswordHashing.NOBODY))
                .isFalse();
    }

    @Test
    void generatedPasswordsDiffer() {
        assertThat(PasswordHashing.generate()).hasSizeGreaterThan(20).isNotEqualTo(PasswordHashing.generate());
    }
}
