// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key;

import io.flipside.artifact.keys.PemException;
import io.flipside.artifact.keys.PemKeys;
import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.SmallFileReader;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Reads private and public keys from PEM files. */
public final class PemKeyFileReader {
    private static final String PASSPHRASE_VARIABLE = "FLIPSIDE_KEY_PASSPHRASE";

    private PemKeyFileReader() {}

    /** The public keys of a file, at least one. */
    public static List<PublicKey> publicKeys(Path file) throws IOException {
        try {
            return PemKeys.publicKeys(text(file));
        } catch (PemException e) {
            throw unusable(file, e);
        }
    }

    /** The private key of a file; if it is encrypted, its passphrase is looked for, or asked for. */
    public static PrivateKey privateKey(Path file, Optional<Path> passphraseFile, CommandEnvironment environment)
            throws IOException {
        var pem = text(file);
        try {
            return PemKeys.isEncrypted(pem)
                    ? PemKeys.privateKey(pem, passphrase(file, passphraseFile, environment))
                    : PemKeys.privateKey(pem);
        } catch (PemException e) {
            throw unusable(file, e);
        }
    }

    private static char[] passphrase(Path file, Optional<Path> passphraseFile, CommandEnvironment environment)
            throws IOException {
        if (passphraseFile.isPresent()) {
            var lines = SmallFileReader.text(passphraseFile.get(), "passphrase").lines();
            return lines.findFirst().orElse("").toCharArray();
        }
        return environment
                .variable(PASSPHRASE_VARIABLE)
                .or(() -> PassphrasePrompt.ask("Passphrase of " + file))
                .orElseThrow(() -> ToolException.failed("the key " + file + " is encrypted; give its passphrase with"
                        + " --key-passphrase FILE or in $" + PASSPHRASE_VARIABLE))
                .toCharArray();
    }

    private static String text(Path file) throws IOException {
        // Key files are ASCII; a comment in any other encoding must not matter.
        return new String(SmallFileReader.bytes(file, "key", PemKeys.MAX_LENGTH), StandardCharsets.ISO_8859_1);
    }

    private static ToolException unusable(Path file, PemException e) {
        return new ToolException(ExitCode.FAILED, "cannot use the key " + file + ": " + e.getMessage(), e);
    }
}
