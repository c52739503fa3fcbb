// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.keys.PemException;
import io.flipside.artifact.model.Sha256Calculator;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** Signs with an ECDSA key so that the same bytes always get the same signature (RFC 6979). */
final class EcdsaKeySigner {
    private static final int HALF = 32;

    private EcdsaKeySigner() {}

    /** For a key on the curve P-256. */
    static ArtifactSigner of(ECPrivateKey key) throws PemException {
        var curve = new ECDomainParameters(CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));
        ECPrivateKeyParameters parameters;
        try {
            parameters = new ECPrivateKeyParameters(key.getS(), curve);
        } catch (IllegalArgumentException e) {
            throw new PemException("it is damaged: its number is none of the curve", e);
        }
        return manifest -> {
            var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
            signer.init(true, parameters);
            var signature =
                    signer.generateSignature(Sha256Calculator.of(manifest).bytes());
            return Arrays.concatenate(
                    BigIntegers.asUnsignedByteArray(HALF, signature[0]),
                    BigIntegers.asUnsignedByteArray(HALF, signature[1]));
        };
    }
}
