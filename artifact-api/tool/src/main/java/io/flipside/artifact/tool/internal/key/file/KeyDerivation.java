// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.keys.PemException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/** Derives a key from a passphrase, with PBKDF2 or scrypt. */
@FunctionalInterface
interface KeyDerivation {
    /** More would take minutes. */
    int MOST_ROUNDS = 20_000_000;
    /** What scrypt may take. */
    long MOST_MEMORY = 256 << 20;
    /** How often it may take this. */
    int MOST_PARALLEL = 64;

    String SCRYPT = "1.3.6.1.4.1.11591.4.11";

    byte[] derive(byte[] passphrase, int length);

    static KeyDerivation of(KeyDerivationFunc algorithm) throws PemException {
        var oid = algorithm.getAlgorithm();
        if (oid.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            return pbkdf2(PBKDF2Params.getInstance(algorithm.getParameters()));
        }
        if (oid.getId().equals(SCRYPT)) {
            return scrypt(ASN1Sequence.getInstance(algorithm.getParameters()));
        }
        throw PassphraseDecryption.unknown("key derivation", oid.getId());
    }

    private static KeyDerivation pbkdf2(PBKDF2Params parameters) throws PemException {
        var prf = parameters.getPrf().getAlgorithm();
        var digest = digest(prf).orElseThrow(() -> PassphraseDecryption.unknown("key derivation", prf.getId()));
        int rounds = bounded(parameters.getIterationCount());
        return (passphrase, length) -> {
            var generator = new PKCS5S2ParametersGenerator(digest.get());
            generator.init(passphrase, parameters.getSalt(), rounds);
            return ((KeyParameter) generator.generateDerivedMacParameters(8 * length)).getKey();
        };
    }

    private static KeyDerivation scrypt(ASN1Sequence parameters) throws PemException {
        var salt = ASN1OctetString.getInstance(parameters.getObjectAt(0)).getOctets();
        int cost = bounded(number(parameters, 1));
        int blockSize = bounded(number(parameters, 2));
        int parallel = bounded(number(parameters, 3));
        long memory = 128L * blockSize * Math.max(cost, parallel);
        if (memory > MOST_MEMORY || parallel > MOST_PARALLEL) {
            throw new PemException("its scrypt (N=" + cost + ", r=" + blockSize + ", p=" + parallel
                    + ") takes more than " + (MOST_MEMORY >> 20) + " MiB or " + MOST_PARALLEL
                    + " rounds; convert it: openssl pkey -in FILE -aes256 -out FILE.pem");
        }
        if (cost == 1 || Integer.bitCount(cost) != 1 || (blockSize == 1 && cost >> 16 > 0)) {
            throw new PemException("it is damaged: scrypt has no N=" + cost + " with r=" + blockSize);
        }
        return (passphrase, length) -> SCrypt.generate(passphrase, salt, cost, blockSize, parallel, length);
    }

    private static BigInteger number(ASN1Sequence parameters, int place) {
        return ASN1Integer.getInstance(parameters.getObjectAt(place)).getValue();
    }

    /** A number of rounds that ends in this life. */
    static int bounded(BigInteger rounds) throws PemException {
        if (rounds.signum() < 1 || rounds.bitLength() > 31 || rounds.intValue() > MOST_ROUNDS) {
            throw new PemException(
                    "its passphrase is hashed " + rounds + " times; at most " + MOST_ROUNDS + " are done");
        }
        return rounds.intValue();
    }

    private static Optional<Supplier<Digest>> digest(ASN1ObjectIdentifier prf) {
        return Optional.ofNullable(
                switch (prf.getId()) {
                    case "1.2.840.113549.2.6" -> MD5Digest::new;
                    case "1.2.840.113549.2.7" -> SHA1Digest::new;
                    case "1.2.840.113549.2.8" -> SHA224Digest::new;
                    case "1.2.840.113549.2.9" -> SHA256Digest::new;
                    case "1.2.840.113549.2.10" -> SHA384Digest::new;
                    case "1.2.840.113549.2.11" -> SHA512Digest::new;
                    case "1.2.840.113549.2.12" -> () -> new SHA512tDigest(224);
                    case "1.2.840.113549.2.13" -> () -> new SHA512tDigest(256);
                    case "2.16.840.1.101.3.4.2.13" -> () -> new SHA3Digest(224);
                    case "2.16.840.1.101.3.4.2.14" -> () -> new SHA3Digest(256);
                    case "2.16.840.1.101.3.4.2.15" -> () -> new SHA3Digest(384);
                    case "2.16.840.1.101.3.4.2.16" -> () -> new SHA3Digest(512);
                    default -> null;
                });
    }
}
