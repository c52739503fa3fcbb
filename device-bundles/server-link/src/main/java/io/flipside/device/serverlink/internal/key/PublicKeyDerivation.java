// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.key;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** Derives the public key from a private key. */
final class PublicKeyDerivation {
    private PublicKeyDerivation() {}

    static PublicKey of(PrivateKey key) throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKey rsa) {
            RSAPublicKeySpec spec = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        }
        if (key instanceof ECPrivateKey ec) {
            ECPublicKeySpec spec = new ECPublicKeySpec(
                    new EllipticCurveMultiplier(ec.getParams()).publicPoint(ec.getS()), ec.getParams());
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
        if (key instanceof EdECPrivateKey edwards) {
            byte[] seed = edwards.getBytes().orElseThrow(() -> new InvalidKeyException("it does not show its secret"));
            return ofSeed(seed);
        }
        throw new InvalidKeyException("keys of the kind " + key.getAlgorithm() + " are not supported");
    }

    /** A pair is made from 32 random bytes: with the seed in their place, it is the same pair again. */
    private static PublicKey ofSeed(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return generator.generateKeyPair().getPublic();
    }
}
