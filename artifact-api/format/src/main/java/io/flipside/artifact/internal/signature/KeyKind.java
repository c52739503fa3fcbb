// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.signature;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;

/** Enumerates the kinds of keys that sign artifacts, RSA and ECDSA P-256, with their algorithms. */
public enum KeyKind {
    /** RSA: PKCS#1 v1.5 with SHA-256. */
    RSA("SHA256withRSA"),
    /** ECDSA over P-256, SHA-256; the signature's raw spelling is what the format stores. */
    P256("SHA256withECDSA");

    private static final int MIN_RSA_BITS = 1024;
    private static final int MAX_RSA_BITS = 16384;
    private static final BigInteger P256_FIELD =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger P256_B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

    private final String algorithm;

    KeyKind(String algorithm) {
        this.algorithm = algorithm;
    }

    /** The JCA name of the signature algorithm. */
    public String algorithm() {
        return algorithm;
    }

    /**
     * The kind of a key.
     *
     * @throws IllegalArgumentException if the format has no signature for it
     */
    public static KeyKind of(Key key) {
        if (key instanceof RSAKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
                throw new IllegalArgumentException("RSA keys must have 1024 to 16384 bits; this one has " + bits);
            }
            return RSA;
        }
        if (key instanceof ECKey ec && isP256(ec.getParams())) {
            return P256;
        }
        if (key.getEncoded() == null && !(key instanceof ECKey)) {
            return ofHidden(key);
        }
        throw new IllegalArgumentException("artifacts are signed with RSA or ECDSA P-256 keys; this is "
                + (key instanceof ECKey ? "an EC key on another curve" : "a key for " + key.getAlgorithm()));
    }

    /** A key that never leaves its token tells its algorithm only; a wrong curve shows in its first signature. */
    private static KeyKind ofHidden(Key key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> RSA;
            case "EC" -> P256;
            default -> throw new IllegalArgumentException(
                    "artifacts are signed with RSA or ECDSA P-256 keys; this is a key for " + key.getAlgorithm());
        };
    }

    private static boolean isP256(ECParameterSpec curve) {
        return curve.getCurve().getField() instanceof ECFieldFp field
                && field.getP().equals(P256_FIELD)
                && curve.getCurve().getB().equals(P256_B);
    }
}
