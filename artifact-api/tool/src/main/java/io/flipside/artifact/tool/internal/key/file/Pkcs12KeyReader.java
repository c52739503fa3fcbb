// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.keys.PemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;

/** Reads the private key of a PKCS#12 file, which may hold certificates besides. */
final class Pkcs12KeyReader {
    private static final int DEEPEST = 8;

    private final byte[] bytes;
    private final PassphraseSource source;

    Pkcs12KeyReader(byte[] bytes, PassphraseSource source) {
        this.bytes = bytes;
        this.source = source;
    }

    /** The only private key, in PKCS#8. */
    byte[] key() throws IOException {
        try {
            var file = Pfx.getInstance(bytes);
            if (!file.getAuthSafe().getContentType().equals(PKCSObjectIdentifiers.data)) {
                throw new PemException("it is in PKCS#12, signed instead of protected by a passphrase; convert it:"
                        + " openssl pkcs12 -in FILE -nodes -nocerts -out FILE.pem");
            }
            var content =
                    ASN1OctetString.getInstance(file.getAuthSafe().getContent()).getOctets();
            var passphrase = passphrase(Optional.ofNullable(file.getMacData()), content);
            return only(keys(ASN1Sequence.getInstance(content), passphrase));
        } catch (RuntimeException e) { // the library has many for structures that are not what they should be
            throw new PemException("it is in PKCS#12, but damaged: " + e.getMessage(), e);
        }
    }

    private static byte[] only(List<byte[]> keys) throws PemException {
        if (keys.size() != 1) {
            throw new PemException(
                    keys.isEmpty()
                            ? "it is in PKCS#12, but there is no private key in it"
                            : "there are " + keys.size()
                                    + " private keys in it; which one shall sign? Give a file with this"
                                    + " one alone");
        }
        return keys.get(0);
    }

    /** The given one, if it is right; an empty one needs not be given. */
    private Passphrase passphrase(Optional<MacData> mac, byte[] content) throws IOException {
        var digest = mac.flatMap(
                data -> digest(data.getMac().getAlgorithmId().getAlgorithm().getId()));
        if (digest.isEmpty()) {
            return source.passphrase();
        }
        var data = mac.get();
        int rounds = KeyDerivation.bounded(data.getIterationCount());
        var empty = new Passphrase("");
        if (isRight(empty, data, digest.get(), rounds, content)) {
            return empty;
        }
        var given = source.passphrase();
        if (!isRight(given, data, digest.get(), rounds, content)) {
            throw EncryptedPemFile.wrong(given);
        }
        return given;
    }

    private static boolean isRight(
            Passphrase passphrase, MacData data, Supplier<Digest> digest, int rounds, byte[] content) {
        return passphrase.characters().stream().anyMatch(spelling -> {
            var generator = new PKCS12ParametersGenerator(digest.get());
            generator.init(spelling, data.getSalt(), rounds);
            var mac = new HMac(digest.get());
            mac.init(generator.generateDerivedMacParameters(8 * mac.getMacSize()));
            mac.update(content, 0, content.length);
            var result = new byte[mac.getMacSize()];
            mac.doFinal(result, 0);
            return Arrays.equals(result, data.getMac().getDigest());
        });
    }

    private static Optional<Supplier<Digest>> digest(String oid) {
        return Optional.ofNullable(
                switch (oid) {
                    case "1.3.14.3.2.26" -> SHA1Digest::new;
                    case "2.16.840.1.101.3.4.2.4" -> SHA224Digest::new;
                    case "2.16.840.1.101.3.4.2.1" -> SHA256Digest::new;
                    case "2.16.840.1.101.3.4.2.2" -> SHA384Digest::new;
                    case "2.16.840.1.101.3.4.2.3" -> SHA512Digest::new;
                    default -> null;
                });
    }

    private static List<byte[]> keys(ASN1Sequence safes, Passphrase passphrase) throws PemException {
        var keys = new ArrayList<byte[]>();
        for (var safe : safes) {
            var info = ContentInfo.getInstance(safe);
            if (info.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
                var data = EncryptedData.getInstance(info.getContent());
                var content = PassphraseDecryption.of(data.getEncryptionAlgorithm())
                        .decrypt(passphrase, data.getContent().getOctets(), Pkcs12KeyReader::isSequence)
                        .orElseThrow(() -> EncryptedPemFile.wrong(passphrase));
                addKeys(keys, ASN1Sequence.getInstance(content), passphrase, DEEPEST);
            } else if (info.getContentType().equals(PKCSObjectIdentifiers.data)) {
                var content = ASN1OctetString.getInstance(info.getContent()).getOctets();
                addKeys(keys, ASN1Sequence.getInstance(content), passphrase, DEEPEST);
            } else {
                throw PassphraseDecryption.unknown(
                        "encryption", info.getContentType().getId());
            }
        }
        return keys;
    }

    private static boolean isSequence(byte[] content) {
        try {
            return ASN1Sequence.getInstance(content) != null;
        } catch (RuntimeException e) {
            return false; // decrypted with the wrong passphrase, all bytes are possible
        }
    }

    private static void addKeys(List<byte[]> keys, ASN1Sequence bags, Passphrase passphrase, int depth)
            throws PemException {
        for (var item : bags) {
            var bag = SafeBag.getInstance(item);
            if (bag.getBagId().equals(PKCSObjectIdentifiers.keyBag)) {
                keys.add(encoded(bag));
            } else if (bag.getBagId().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
                keys.add(EncryptedPemFile.pkcs8(encoded(bag), passphrase));
            } else if (bag.getBagId().equals(PKCSObjectIdentifiers.safeContentsBag) && depth > 0) {
                addKeys(keys, ASN1Sequence.getInstance(bag.getBagValue()), passphrase, depth - 1);
            }
        }
    }

    private static byte[] encoded(SafeBag bag) throws PemException {
        try {
            return bag.getBagValue().toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new PemException("it is in PKCS#12, but damaged: " + e.getMessage(), e);
        }
    }
}
