// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.keys.PemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.RC2Parameters;

/** Decrypts what a passphrase has encrypted, in the ways of PKCS#5 (PBES1, PBES2) and PKCS#12. */
final class PassphraseDecryption {
    private static final String PKCS5 = "1.2.840.113549.1.5.";
    private static final String PKCS12 = "1.2.840.113549.1.12.1.";
    private static final int BLOCK = 64;

    /** Decrypts by one spelling of a passphrase. */
    private record Way(Function<Passphrase, List<byte[]>> spellings, BytesDecryption decryption) {}

    @FunctionalInterface
    private interface BytesDecryption {
        Optional<byte[]> decrypt(byte[] passphrase, byte[] data);
    }

    /** An older scheme: the digest makes the key, the cipher has its length in bits. */
    private record OldScheme(Supplier<Digest> digest, Supplier<BlockCipher> cipher, int bits, boolean rc2) {}

    private static final Map<String, OldScheme> OLD = Map.of(
            PKCS5 + "3", new OldScheme(MD5Digest::new, DESEngine::new, BLOCK, false),
            PKCS5 + "6", new OldScheme(MD5Digest::new, RC2Engine::new, BLOCK, true),
            PKCS5 + "10", new OldScheme(SHA1Digest::new, DESEngine::new, BLOCK, false),
            PKCS5 + "11", new OldScheme(SHA1Digest::new, RC2Engine::new, BLOCK, true),
            PKCS12 + "3", new OldScheme(SHA1Digest::new, DESedeEngine::new, 192, false),
            PKCS12 + "4", new OldScheme(SHA1Digest::new, DESedeEngine::new, 128, false),
            PKCS12 + "5", new OldScheme(SHA1Digest::new, RC2Engine::new, 128, true),
            PKCS12 + "6", new OldScheme(SHA1Digest::new, RC2Engine::new, 40, true));

    private final Way way;

    private PassphraseDecryption(Way way) {
        this.way = way;
    }

    static PassphraseDecryption of(AlgorithmIdentifier algorithm) throws PemException {
        var oid = algorithm.getAlgorithm();
        try {
            if (oid.equals(PKCSObjectIdentifiers.id_PBES2)) {
                return new PassphraseDecryption(pbes2(PBES2Parameters.getInstance(algorithm.getParameters())));
            }
            var old = OLD.get(oid.getId());
            if (old != null) {
                return new PassphraseDecryption(
                        oid.getId().startsWith(PKCS5)
                                ? pbes1(old, PBEParameter.getInstance(algorithm.getParameters()))
                                : pkcs12(old, PKCS12PBEParams.getInstance(algorithm.getParameters())));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new PemException("it is damaged: the parameters of its encryption cannot be read", e);
        }
        throw unknown("encryption", oid.getId());
    }

    /** Says what is not known here, and how to convert it. */
    static PemException unknown(String what, String name) {
        return new PemException(
                "its " + what + " (" + name + ") is not known here; convert the key with the program that"
                        + " knows it, for example: openssl pkey -in FILE -aes256 -out FILE.pem");
    }

    /** The decrypted bytes of the first spelling for which they make sense; empty if none does. */
    Optional<byte[]> decrypt(Passphrase passphrase, byte[] data, Function<byte[], Boolean> makesSense) {
        return way.spellings().apply(passphrase).stream()
                .flatMap(spelling -> way.decryption().decrypt(spelling, data).stream())
                .filter(makesSense::apply)
                .findFirst();
    }

    private static Way pbes2(PBES2Parameters parameters) throws PemException {
        var scheme = parameters.getEncryptionScheme();
        var cipher = KeyFileCipher.ofOid(scheme.getAlgorithm().getId())
                .orElseThrow(() -> unknown("cipher", scheme.getAlgorithm().getId()));
        var start = cipher.requireStart(octets(scheme.getParameters()));
        var derivation = KeyDerivation.of(parameters.getKeyDerivationFunc());
        return new Way(Passphrase::octets, (passphrase, data) -> {
            var key = derivation.derive(passphrase, cipher.keyLength());
            return KeyFileCipher.decrypted(cipher.newEngine(), cipher.parameters(key, start), data);
        });
    }

    private static byte[] octets(ASN1Encodable parameter) {
        return ASN1OctetString.getInstance(parameter).getOctets();
    }

    private static Way pbes1(OldScheme scheme, PBEParameter parameters) throws PemException {
        int rounds = KeyDerivation.bounded(parameters.getIterationCount());
        return new Way(
                Passphrase::octets,
                generated(
                        scheme,
                        parameters.getSalt(),
                        rounds,
                        () -> new PKCS5S1ParametersGenerator(scheme.digest().get())));
    }

    private static Way pkcs12(OldScheme scheme, PKCS12PBEParams parameters) throws PemException {
        int rounds = KeyDerivation.bounded(parameters.getIterations());
        return new Way(
                Passphrase::characters,
                generated(
                        scheme,
                        parameters.getIV(),
                        rounds,
                        () -> new PKCS12ParametersGenerator(scheme.digest().get())));
    }

    private static BytesDecryption generated(
            OldScheme scheme, byte[] salt, int rounds, Supplier<PBEParametersGenerator> generators) {
        return (passphrase, data) -> {
            var generator = generators.get();
            generator.init(passphrase, salt, rounds);
            var parameters = generator.generateDerivedParameters(scheme.bits(), BLOCK);
            return KeyFileCipher.decrypted(
                    scheme.cipher().get(), scheme.rc2() ? forRc2(parameters, scheme.bits()) : parameters, data);
        };
    }

    private static CipherParameters forRc2(CipherParameters derived, int bits) {
        var withStart = (ParametersWithIV) derived;
        var key = ((KeyParameter) withStart.getParameters()).getKey();
        return new ParametersWithIV(new RC2Parameters(key, bits), withStart.getIV());
    }
}
