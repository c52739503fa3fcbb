// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.update.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads public keys from PEM files. A key that can't be read is an error: never fewer checks than were asked for. */
final class VerifyKeys {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final long MAX_BYTES = 64 * 1024;

    private VerifyKeys() {}

    static List<PublicKey> read(List<Path> files) throws IOException {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(read(file));
        }
        return keys;
    }

    private static PublicKey read(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.size(file) > MAX_BYTES) {
            throw new IOException(
                    "verification key " + file + " can't be read; every artifact is refused until it can");
        }
        String pem = Files.readString(file);
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("verification key " + file + " is not a PEM public key ('" + BEGIN + "')");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
            return parse(der);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException("verification key " + file + " is neither an RSA nor an elliptic curve key", e);
        }
    }

    private static PublicKey parse(byte[] der) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }
}
