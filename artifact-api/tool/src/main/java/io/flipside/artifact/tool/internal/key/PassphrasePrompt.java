// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key;

import java.util.Optional;

/** Asks for a passphrase or PIN at the terminal, if there is one. */
public final class PassphrasePrompt {
    private PassphrasePrompt() {}

    /** What the user types; empty without a terminal. */
    public static Optional<String> ask(String what) {
        return Optional.ofNullable(System.console())
                .map(console -> console.readPassword("%s: ", what))
                .map(String::new);
    }
}
