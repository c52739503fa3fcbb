// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.key.file.KeyFileReader;
import io.flipside.artifact.tool.internal.key.token.Pkcs11Token;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Declares the options that name the private key for signing: a PEM file or a key on a PKCS#11 token. */
public final class SigningOptions {
    @Option(
            names = {"--key", "-k"},
            paramLabel = "FILE",
            description =
                    "Private key (RSA or P-256; PEM, DER or PKCS#12) that signs. For an encrypted one, the passphrase is taken from"
                            + " --key-passphrase, or $FLIPSIDE_KEY_PASSPHRASE, or asked for.")
    Optional<Path> file = Optional.empty();

    @Option(
            names = "--key-passphrase",
            paramLabel = "FILE",
            description = "File whose first line is the passphrase of the private key.")
    Optional<Path> passphraseFile = Optional.empty();

    @Option(
            names = "--key-pkcs11",
            paramLabel = "URI",
            description = "Sign with a key on a token instead, for example"
                    + " 'pkcs11:token=release;object=signing?module-path=/usr/lib/softhsm/libsofthsm2.so'. The PIN is"
                    + " taken from pin-value= or pin-source= in the URI, or $FLIPSIDE_PIN, or asked for.")
    Optional<String> uri = Optional.empty();

    @Mixin
    final UnsupportedCloudKeyOptions clouds = new UnsupportedCloudKeyOptions();

    /** The files that are read for it. */
    public List<Path> files() {
        return Stream.of(EmptyOptionFilter.file(file), EmptyOptionFilter.file(passphraseFile))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Signs with the key; empty if the user gave none. */
    public Optional<ArtifactSigner> signer(CommandEnvironment environment) throws IOException {
        clouds.refuse();
        var keyFile = EmptyOptionFilter.file(file);
        var token = EmptyOptionFilter.text(uri);
        if (keyFile.isPresent() && token.isPresent()) {
            throw ToolException.failed("give one key to sign with: --key or --key-pkcs11");
        }
        if (EmptyOptionFilter.file(passphraseFile).isPresent() && file.isEmpty()) {
            throw ToolException.failed("--key-passphrase belongs to a key file; give this one with --key");
        }
        if (token.isPresent()) {
            return Optional.of(Pkcs11Token.signer(token.get(), environment));
        }
        if (keyFile.isPresent()) {
            return Optional.of(
                    KeyFileReader.signer(keyFile.get(), EmptyOptionFilter.file(passphraseFile), environment));
        }
        if (file.isPresent() || uri.isPresent()) {
            environment.warn("the key's name is empty: nothing is signed");
        }
        return Optional.empty();
    }
}
