// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.signature;

import io.flipside.artifact.internal.stream.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Verifies that a manifest's signature was made with one of several keys. Thread-safe. */
public final class SignatureVerifier {
    private final List<PublicKey> keys;

    /**
     * Takes the keys.
     *
     * @throws IllegalArgumentException if a key is neither RSA nor P-256
     */
    public SignatureVerifier(List<PublicKey> keys) {
        this.keys = List.copyOf(keys);
        this.keys.forEach(KeyKind::of);
    }

    /**
     * Fails unless one of the keys verifies.
     *
     * @param manifest the exact bytes that were signed
     * @param text the stored signature, base64
     */
    public void require(byte[] manifest, byte[] text) throws MalformedException {
        byte[] signature = decode(text);
        for (PublicKey key : keys) {
            if (verifies(key, manifest, signature)) {
                return;
            }
        }
        throw new MalformedException("none of the " + keys.size() + " verification keys made this signature");
    }

    /** The bytes of a stored signature. */
    public static byte[] decode(byte[] text) throws MalformedException {
        String base64 = new String(text, StandardCharsets.ISO_8859_1).replaceAll("[\r\n]", "");
        try {
            byte[] signature = Base64.getDecoder().decode(base64);
            if (signature.length > 0 && base64.length() % 4 == 0) {
                return signature;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedException("signature is not base64", e);
        }
        throw new MalformedException("signature is not base64");
    }

    private static boolean verifies(PublicKey key, byte[] manifest, byte[] signature) {
        KeyKind kind = KeyKind.of(key);
        try {
            if (kind == KeyKind.RSA) {
                return check(kind.algorithm(), key, manifest, signature);
            }
            Optional<byte[]> raw = signature.length == EcdsaSignatureFormat.RAW_LENGTH
                    ? Optional.of(signature)
                    : EcdsaSignatureFormat.raw(signature);
            return raw.isPresent() && check("SHA256withECDSAinP1363Format", key, manifest, raw.get());
        } catch (SignatureException e) {
            return false; // of another length or form than this key's signatures
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot verify " + kind + " signatures", e);
        }
    }

    private static boolean check(String algorithm, PublicKey key, byte[] manifest, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(manifest);
        return verifier.verify(signature);
    }
}
