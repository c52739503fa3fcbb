// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.file;

import io.flipside.artifact.keys.PemException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.encoders.Base64;
import org.bouncycastle.util.io.pem.PemHeader;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Decrypts private keys: PKCS#8, and the traditional encryption of OpenSSL's PEM files. */
final class EncryptedPemFile {
    private static final int SALT = 8;
    private static final int SEQUENCE = 0x30;

    private EncryptedPemFile() {}

    /** The text of a PEM file with the same key, not encrypted. */
    static String decrypted(String pem, PassphraseSource source) throws IOException {
        try (var reader = new PemReader(new StringReader(pem))) {
            for (var block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                if (block.getType().equals("ENCRYPTED PRIVATE KEY")) {
                    return pem("PRIVATE KEY", pkcs8(block.getContent(), source.passphrase()));
                }
                if (block.getType().endsWith("PRIVATE KEY")) {
                    return pem(block.getType(), traditional(block, source.passphrase()));
                }
            }
        } catch (PemException e) {
            throw e;
        } catch (IOException e) {
            throw e.getClass() == IOException.class ? new PemException("it is damaged: " + e.getMessage(), e) : e;
        } catch (RuntimeException e) {
            throw new PemException("it is damaged: it is not base64 behind '-----BEGIN'", e);
        }
        throw new PemException("it is damaged: there is no '-----END' behind the private key");
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.toBase64String(content) + "\n-----END " + label + "-----\n";
    }

    static byte[] pkcs8(byte[] encrypted, Passphrase passphrase) throws PemException {
        EncryptedPrivateKeyInfo info;
        try {
            info = EncryptedPrivateKeyInfo.getInstance(encrypted);
        } catch (IllegalArgumentException e) {
            throw new PemException("it is damaged: it is not the structure of an encrypted key", e);
        }
        return PassphraseDecryption.of(info.getEncryptionAlgorithm())
                .decrypt(passphrase, info.getEncryptedData(), EncryptedPemFile::isPkcs8)
                .orElseThrow(() -> wrong(passphrase));
    }

    static PemException wrong(Passphrase passphrase) {
        return new PemException("the passphrase is wrong, or the key is damaged"
                + (passphrase.isGarbled()
                        ? "; Java cannot read this passphrase in the present locale: set LC_ALL=C.UTF-8, or write it into"
                                + " a file for --key-passphrase"
                        : ""));
    }

    private static boolean isPkcs8(byte[] content) {
        try {
            return PrivateKeyInfo.getInstance(content).getPrivateKeyAlgorithm() != null;
        } catch (RuntimeException e) {
            return false; // decrypted with the wrong passphrase, all bytes are possible
        }
    }

    private static byte[] traditional(PemObject block, Passphrase passphrase) throws PemException {
        var info = header(block, "DEK-Info").orElse("").split(",", -1);
        if (info.length != 2 || !info[1].strip().matches("[0-9A-Fa-f]{16}|[0-9A-Fa-f]{32}")) {
            throw new PemException("it is damaged: its header 'DEK-Info' does not tell the encryption");
        }
        var cipher = KeyFileCipher.ofLabel(info[0]).orElseThrow(() -> PassphraseDecryption.unknown("cipher", info[0]));
        var start = cipher.requireStart(HexFormat.of().parseHex(info[1].strip()));
        for (var spelling : passphrase.octets()) {
            var generator = new OpenSSLPBEParametersGenerator(new MD5Digest());
            generator.init(spelling, Arrays.copyOf(start, SALT));
            var key = (KeyParameter) generator.generateDerivedParameters(8 * cipher.keyLength());
            var content = KeyFileCipher.decrypted(
                    cipher.newEngine(), cipher.parameters(key.getKey(), start), block.getContent());
            if (content.isPresent() && isSequence(content.get())) {
                return content.get();
            }
        }
        throw wrong(passphrase);
    }

    private static boolean isSequence(byte[] content) {
        try {
            return content.length > 0
                    && content[0] == SEQUENCE
                    && ASN1Sequence.getInstance(content).size() > 2;
        } catch (RuntimeException e) {
            return false; // decrypted with the wrong passphrase, all bytes are possible
        }
    }

    private static Optional<String> header(PemObject block, String name) {
        for (var header : block.getHeaders()) {
            if (header instanceof PemHeader one && one.getName().equals(name)) {
                return Optional.of(one.getValue());
            }
        }
        return Optional.empty();
    }
}
