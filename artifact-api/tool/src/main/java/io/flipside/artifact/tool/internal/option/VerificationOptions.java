// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.key.file.KeyFileReader;
import io.flipside.artifact.tool.internal.key.token.Pkcs11Token;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Declares the options that name the public keys for verifying a signature. */
public final class VerificationOptions {
    @Option(
            names = {"--key", "-k"},
            paramLabel = "FILE",
            description =
                    "Public key (RSA or P-256; PEM or DER) that verifies the signature. Given several times: one of them"
                            + " must.")
    List<Path> files = List.of();

    @Option(
            names = "--key-pkcs11",
            paramLabel = "URI",
            description = "The same from a public key or certificate on a token, for example"
                    + " 'pkcs11:token=release;object=signing?module-path=/usr/lib/softhsm/libsofthsm2.so'.")
    List<String> uris = List.of();

    @Mixin
    final UnsupportedCloudKeyOptions clouds = new UnsupportedCloudKeyOptions();

    /** The keys; none if the user gave none. */
    public List<PublicKey> keys(CommandEnvironment environment) throws IOException {
        clouds.refuse();
        var keys = new ArrayList<PublicKey>();
        for (var file : files) {
            if (file.toString().isEmpty()) {
                throw ToolException.failed("the key's name is empty; without a key, nothing would be verified");
            }
            keys.addAll(KeyFileReader.publicKeys(file));
        }
        for (var uri : uris) {
            keys.add(Pkcs11Token.publicKey(uri, environment));
        }
        return keys;
    }
}
