// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** All cases. */
public final class Corpus {
    private static final KeyPair KEYS = keys();

    private Corpus() {}

    /** Every case, almost 300. */
    public static List<Case> all() {
        return Stream.of(
                        ContainerCases.entries(),
                        ContainerCases.streams(),
                        ManifestCases.version(),
                        ManifestCases.manifest(),
                        ManifestCases.signature(new P256()),
                        HeaderCases.info(),
                        HeaderCases.typeInfo(),
                        HeaderCases.metaData(),
                        HeaderCases.scripts(),
                        PayloadCases.files(),
                        PayloadCases.version2(),
                        PayloadCases.augment(),
                        AugmentCases.manifests(),
                        AugmentCases.headers(),
                        HostileCases.numbers(),
                        HostileCases.types(),
                        HostileCases.gzip(),
                        HostileCases.quantities(),
                        HostileCases.scriptNames(),
                        HostileCases.scriptDirectories())
                .flatMap(List::stream)
                .toList();
    }

    /** Writes the key that verifies the signed cases. */
    public static void writeVerificationKey(Path file) throws IOException {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(KEYS.getPublic().getEncoded());
        Files.writeString(
                file,
                "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n",
                StandardCharsets.US_ASCII);
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class P256 implements ManifestCases.Signer {
        @Override
        public byte[] raw(byte[] bytes) {
            return sign("SHA256withECDSAinP1363Format", bytes);
        }

        @Override
        public byte[] der(byte[] bytes) {
            return sign("SHA256withECDSA", bytes);
        }

        private static byte[] sign(String algorithm, byte[] bytes) {
            try {
                var signature = Signature.getInstance(algorithm);
                signature.initSign(KEYS.getPrivate());
                signature.update(bytes);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
