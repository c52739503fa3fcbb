// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.SmallFileReader;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.key.PassphrasePrompt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Looks for the passphrase of an encrypted key: in a file, in the environment, at the terminal. */
final class PassphraseSource {
    private static final String VARIABLE = "FLIPSIDE_KEY_PASSPHRASE";
    private static final int LONGEST = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path key;
    private final Optional<Path> file;
    private final CommandEnvironment environment;

    PassphraseSource(Path key, Optional<Path> file, CommandEnvironment environment) {
        this.key = key;
        this.file = file;
        this.environment = environment;
    }

    Passphrase passphrase() throws IOException {
        if (file.isPresent()) {
            return new Passphrase(firstLine(SmallFileReader.bytes(file.get(), "passphrase", LONGEST)));
        }
        return new Passphrase(environment
                .variable(VARIABLE)
                .or(() -> PassphrasePrompt.ask("Passphrase of " + key))
                .orElseThrow(() -> ToolException.failed("the key " + key + " is encrypted; give its passphrase with"
                        + " --key-passphrase FILE or in $" + VARIABLE)));
    }

    /** A passphrase that was given explicitly says that the key should be encrypted. */
    void warnIfUnused() {
        if (file.isPresent()) {
            environment.warn("the key " + key + " is not encrypted; its passphrase is not used");
        }
    }

    /** In UTF-8, or else in the encoding in which every byte is a character. */
    private static String firstLine(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        var line = Arrays.copyOf(bytes, end);
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(line, StandardCharsets.ISO_8859_1);
        }
    }
}
