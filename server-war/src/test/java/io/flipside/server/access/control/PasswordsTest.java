// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void onlyThePasswordItselfMatchesItsHash() {
        String hash = Passwords.hash("correct horse");
        assertThat(Passwords.matches("correct horse", hash)).isTrue();
        assertThat(Passwords.matches("correct horsf", hash)).isFalse();
        assertThat(Passwords.matches("correct horse", Passwords.NOBODY)).isFalse();
    }

    @Test
    void generatedPasswordsDiffer() {
        assertThat(Passwords.generate()).hasSizeGreaterThan(20).isNotEqualTo(Passwords.generate());
    }
}
