// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.entity;

import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.server.http.ErrorResponseException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Holds the public key by which a device authenticates.
 *
 * @param key RSA, an elliptic curve key, or Ed25519
 */
public record DevicePublicKey(PublicKey key) {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    public static DevicePublicKey parse(String pem) {
        String text = pem.strip();
        if (text.length() > 8192 || !text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw ErrorResponseException.badRequest("pubkey must be a PEM 'PUBLIC KEY'");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
            return new DevicePublicKey(bounded(decode(der)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw ErrorResponseException.badRequest("pubkey is no RSA, ECDSA or Ed25519 key");
        }
    }

    private static PublicKey decode(byte[] der) throws GeneralSecurityException {
        InvalidKeySpecException refused = new InvalidKeySpecException("unknown kind of key");
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                refused.addSuppressed(e);
            }
        }
        throw refused;
    }

    /** Refuses what is too weak to prove anything, or so long that checking it is an attack. */
    private static PublicKey bounded(PublicKey key) throws InvalidKeySpecException {
        boolean sound = !(key instanceof RSAPublicKey rsa)
                || (rsa.getModulus().bitLength() >= 2048
                        && rsa.getModulus().bitLength() <= 8192
                        && rsa.getPublicExponent().bitLength() <= 64);
        if (!sound) {
            throw new InvalidKeySpecException("RSA keys have 2048 to 8192 bits here");
        }
        return key;
    }

    /** Whether the owner of this key signed these very bytes. */
    public boolean signed(byte[] bytes, byte[] signature) {
        try {
            Signature check = Signature.getInstance(algorithm());
            check.initVerify(key);
            check.update(bytes);
            return check.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            // Keys that are no point of their curve are found out only here.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check " + algorithm(), e);
        }
    }

    private String algorithm() {
        if (key instanceof RSAPublicKey) {
            return "SHA256withRSA";
        }
        return key instanceof ECPublicKey ? "SHA256withECDSA" : "Ed25519";
    }

    /** One spelling for one key, whatever the line breaks were. */
    public String pem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return BEGIN + "\n" + body + "\n" + END + "\n";
    }

    public String digest() {
        return Sha256Calculator.of(key.getEncoded()).hex();
    }
}
