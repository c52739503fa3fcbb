// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key;

import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Keys in PEM files. */
public final class PemKeys {
    private PemKeys() {}

    /** A public key. */
    public static PublicKey publicKey(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw ToolException.failed("cannot read the key " + file + ": no such file");
        }
        var text = Files.readString(file);
        var encoded = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]*-----", ""));
        var key = decoded("RSA", encoded).or(() -> decoded("EC", encoded));
        return key.orElseThrow(
                () -> ToolException.failed(file + " is not a public key in PEM form (BEGIN PUBLIC KEY), RSA or P-256"));
    }

    private static Optional<PublicKey> decoded(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
