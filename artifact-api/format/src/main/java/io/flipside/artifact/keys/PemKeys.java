// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.keys;

import io.flipside.artifact.internal.pem.KeyStructureConverter;
import io.flipside.artifact.internal.pem.PemBlock;
import io.flipside.artifact.internal.pem.PrivateKeyDecryption;
import io.flipside.artifact.internal.signature.KeyKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads RSA and ECDSA P-256 keys from PEM texts. Thread-safe.
 *
 * <p>Public keys: {@code PUBLIC KEY}, {@code RSA PUBLIC KEY}. Private keys: {@code PRIVATE KEY} (PKCS#8), {@code RSA
 * PRIVATE KEY} (PKCS#1), {@code EC PRIVATE KEY} (SEC1), {@code ENCRYPTED PRIVATE KEY} (PKCS#8 with PBES2), and the
 * traditional encryption of PKCS#1 and SEC1 ({@code Proc-Type: 4,ENCRYPTED}).
 */
public final class PemKeys {
    /** Longest text. */
    public static final int MAX_LENGTH = 256 << 10;

    private static final String RSA_PSS = "1.2.840.113549.1.1.10";

    private PemKeys() {}

    /**
     * All public keys of a text, at least one.
     *
     * @throws PemException if there is none, or one that is neither RSA nor P-256
     */
    public static List<PublicKey> publicKeys(String pem) throws PemException {
        List<PublicKey> keys = new ArrayList<>();
        for (PemBlock block : blocks(pem)) {
            switch (block.label()) {
                case "PUBLIC KEY" -> keys.add(publicKey(block.content()));
                case "RSA PUBLIC KEY" -> keys.add(publicKey(KeyStructureConverter.spkiOfPkcs1(block.content())));
                default -> {
                    // the text may hold parameters, certificates and private keys besides
                }
            }
        }
        if (keys.isEmpty()) {
            throw new PemException("no public key in this file; it should contain '-----BEGIN PUBLIC KEY-----'");
        }
        return keys;
    }

    /** Tells whether the private key of a text is encrypted, so that a password is needed to read it. */
    public static boolean isEncrypted(String pem) {
        return pem.contains("BEGIN ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED");
    }

    /**
     * The private key of a text that is not encrypted.
     *
     * @throws PemException if there is none, it is encrypted, or it is neither RSA nor P-256
     */
    public static PrivateKey privateKey(String pem) throws PemException {
        return privateKey(pem, new char[0]);
    }

    /**
     * The private key of a text.
     *
     * @param password used if the key is encrypted
     * @throws PemException if there is none, the password is wrong, or it is neither RSA nor P-256
     */
    public static PrivateKey privateKey(String pem, char[] password) throws PemException {
        return supported(anyPrivateKey(pem, password));
    }

    /**
     * The private key of a text that is not encrypted, whether or not artifacts can be signed with it: RSA, ECDSA on any
     * curve, or Ed25519. A device may identify itself by more kinds of keys than sign artifacts.
     *
     * @throws PemException if there is none, or it is encrypted
     */
    public static PrivateKey anyPrivateKey(String pem) throws PemException {
        return anyPrivateKey(pem, new char[0]);
    }

    private static PrivateKey anyPrivateKey(String pem, char[] password) throws PemException {
        if (isEncrypted(pem) && password.length == 0) {
            throw new PemException("the private key is encrypted: a password is needed");
        }
        for (PemBlock block : blocks(pem)) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return privateKey(block, password);
            }
        }
        throw new PemException("no private key in this file; it should contain '-----BEGIN ... PRIVATE KEY-----'");
    }

    private static PrivateKey privateKey(PemBlock block, char[] password) throws PemException {
        try {
            byte[] content = block.encrypted() ? PrivateKeyDecryption.traditional(block, password) : block.content();
            return switch (block.label()) {
                case "PRIVATE KEY" -> pkcs8(content);
                case "ENCRYPTED PRIVATE KEY" -> pkcs8(PrivateKeyDecryption.pkcs8(content, password));
                case "RSA PRIVATE KEY" -> pkcs8(KeyStructureConverter.pkcs8OfPkcs1(content));
                case "EC PRIVATE KEY" -> pkcs8(KeyStructureConverter.pkcs8OfSec1(content));
                default -> throw new PemException("keys of kind '" + block.label() + "' cannot sign artifacts");
            };
        } catch (PemException e) {
            throw e;
        } catch (NoSuchAlgorithmException e) {
            throw new PemException(
                    "the private key is encrypted with " + e.getMessage()
                            + ", which Java does not know here; encrypt it"
                            + " with another cipher: openssl pkey -in FILE -aes256 -out FILE.pem",
                    e);
        } catch (GeneralSecurityException | IOException e) {
            throw new PemException(
                    isEncrypted(block)
                            ? "the password is wrong, or the private key is damaged"
                            : "the private key is damaged",
                    e);
        }
    }

    private static boolean isEncrypted(PemBlock block) {
        return block.encrypted() || block.label().startsWith("ENCRYPTED");
    }

    private static PrivateKey pkcs8(byte[] content) throws IOException, GeneralSecurityException {
        String algorithm = KeyStructureConverter.algorithmOfPkcs8(content);
        if (algorithm.contains(".")) {
            throw new PemException("it is a key of a kind that is not used here: "
                    + (algorithm.equals(RSA_PSS) ? "RSASSA-PSS, bound to this kind of signatures" : algorithm));
        }
        if (KeyStructureConverter.spellsOutCurve(content)) {
            throw new PemException("its curve is spelled out in numbers; let the key name it: openssl ec -in FILE"
                    + " -param_enc named_curve -out FILE.pem");
        }
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
    }

    private static PublicKey publicKey(byte[] content) throws PemException {
        try {
            return supported(KeyFactory.getInstance(KeyStructureConverter.algorithmOfSpki(content))
                    .generatePublic(new X509EncodedKeySpec(content)));
        } catch (PemException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw new PemException("the public key is damaged, or of a kind that artifacts are not signed with", e);
        }
    }

    private static <K extends Key> K supported(K key) throws PemException {
        try {
            KeyKind.of(key);
            return key;
        } catch (IllegalArgumentException e) {
            throw new PemException(e.getMessage() + "", e);
        }
    }

    private static List<PemBlock> blocks(String pem) throws PemException {
        if (pem.length() > MAX_LENGTH) {
            throw new PemException(
                    "the text has more than " + MAX_LENGTH + " characters, more than any key file; is it one?");
        }
        try {
            return PemBlock.all(pem);
        } catch (IOException e) {
            throw new PemException(e.getMessage() + "", e);
        }
    }
}
