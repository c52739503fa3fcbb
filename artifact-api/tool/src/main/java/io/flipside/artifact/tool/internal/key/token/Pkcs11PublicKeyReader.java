// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads public keys from the objects on a token: public keys and certificates. */
final class Pkcs11PublicKeyReader {
    static final long RSA = 0;
    static final long EC = 3;
    private static final byte[] P256 = HexFormat.of().parseHex("06082a8648ce3d030107");
    private static final byte[] P256_KEY =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    private static final int POINT = 65;

    private final Pkcs11Session session;

    Pkcs11PublicKeyReader(Pkcs11Session session) {
        this.session = session;
    }

    PublicKey read(Pkcs11Object object) throws IOException {
        try {
            if (object.kind() == Pkcs11ObjectKind.CERTIFICATE) {
                var certificate = new ByteArrayInputStream(value(object, Pkcs11Attribute.VALUE));
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(certificate)
                        .getPublicKey();
            }
            if (keyType(object) == RSA) {
                var modulus = new BigInteger(1, value(object, Pkcs11Attribute.MODULUS));
                var exponent = new BigInteger(1, value(object, Pkcs11Attribute.PUBLIC_EXPONENT));
                return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
            }
            return onP256(value(object, Pkcs11Attribute.EC_POINT));
        } catch (GeneralSecurityException e) {
            throw new ToolException(
                    ExitCode.FAILED, "cannot use " + object.described() + " on the token: " + e.getMessage(), e);
        }
    }

    /** The point should be in an octet string; some tokens give it bare. */
    private static PublicKey onP256(byte[] point) throws GeneralSecurityException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(P256_KEY);
        out.writeBytes(Arrays.copyOfRange(point, Math.max(0, point.length - POINT), point.length));
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(out.toByteArray()));
    }

    /** RSA, or EC on P-256: artifacts are signed with nothing else. */
    long keyType(Pkcs11Object key) throws IOException {
        var type = value(key, Pkcs11Attribute.KEY_TYPE);
        if (Arrays.equals(
                type, Pkcs11Attribute.number(Pkcs11Attribute.KEY_TYPE, RSA).value())) {
            return RSA;
        }
        if (Arrays.equals(
                        type,
                        Pkcs11Attribute.number(Pkcs11Attribute.KEY_TYPE, EC).value())
                && Arrays.equals(value(key, Pkcs11Attribute.EC_PARAMETERS), P256)) {
            return EC;
        }
        throw ToolException.failed(
                "artifacts are signed with RSA or ECDSA P-256 keys; this one is neither: " + key.described());
    }

    private byte[] value(Pkcs11Object object, long type) throws IOException {
        return session.value(object.handle(), type)
                .orElseThrow(() -> ToolException.failed(
                        "the token does not show attribute 0x" + Long.toHexString(type) + " of " + object.described()));
    }
}
