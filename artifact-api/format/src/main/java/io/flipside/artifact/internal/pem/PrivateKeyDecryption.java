// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.internal.pem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts private keys that are encrypted with PKCS#8 (PBES2) or in the traditional format of OpenSSL. */
public final class PrivateKeyDecryption {
    private static final int SALT = 8;
    private static final String PBES2 = "1.2.840.113549.1.5.13";
    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final String AES_128 = "2.16.840.1.101.3.4.1.2";
    private static final String AES_256 = "2.16.840.1.101.3.4.1.42";

    /** What OpenSSL writes besides, when it is asked to. */
    private static final Map<String, String> NAMES = Map.of(
            "1.2.840.113549.3.7",
            "DES-EDE3-CBC",
            "2.16.840.1.101.3.4.1.22",
            "AES-192-CBC",
            "1.3.6.1.4.1.11591.4.11",
            "scrypt");

    private PrivateKeyDecryption() {}

    /**
     * The PKCS#8 key inside an encrypted one (PBES2 with AES, as OpenSSL writes it; PBES1 as far as the JDK knows it).
     *
     * @throws NoSuchAlgorithmException names what the JDK does not know
     */
    public static byte[] pkcs8(byte[] encrypted, char[] password) throws IOException, GeneralSecurityException {
        requireKnown(encrypted);
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        AlgorithmParameters parameters = info.getAlgParameters();
        // For PBES2 the parameters name the real algorithm, for example PBEWithHmacSHA256AndAES_256.
        String algorithm = info.getAlgName().equals("PBES2") ? parameters.toString() : info.getAlgName();
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(spec);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            return info.getKeySpec(cipher).getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    /** Of parameters that it does not know, the JDK says no more than of damaged ones. */
    private static void requireKnown(byte[] encrypted) throws IOException, NoSuchAlgorithmException {
        DerReader key = new DerReader(new DerReader(encrypted).next(DerReader.SEQUENCE));
        DerReader algorithm = new DerReader(key.next(DerReader.SEQUENCE));
        if (!algorithm.nextOid().equals(PBES2)) {
            return; // by its number the JDK looks for it
        }
        DerReader parameters = new DerReader(algorithm.next(DerReader.SEQUENCE));
        for (Set<String> known : List.of(Set.of(PBKDF2), Set.of(AES_128, AES_256))) {
            String oid = new DerReader(parameters.next(DerReader.SEQUENCE)).nextOid();
            if (!known.contains(oid)) {
                throw new NoSuchAlgorithmException(NAMES.getOrDefault(oid, oid));
            }
        }
    }

    /** The content of a block that is encrypted in OpenSSL's traditional way: {@code DEK-Info: AES-256-CBC,<iv>}. */
    public static byte[] traditional(PemBlock block, char[] password) throws IOException, GeneralSecurityException {
        String[] info = block.headers().getOrDefault("DEK-Info", "").split(",", -1);
        if (info.length != 2 || !info[1].matches("[0-9A-Fa-f]{16}|[0-9A-Fa-f]{32}")) {
            throw new IOException("'DEK-Info' is missing or malformed");
        }
        byte[] iv = HexFormat.of().parseHex(info[1]);
        int keyLength =
                switch (info[0]) {
                    case "AES-128-CBC" -> 16;
                    case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
                    case "AES-256-CBC" -> 32;
                    default -> throw new NoSuchAlgorithmException(info[0]);
                };
        String algorithm = info[0].startsWith("AES") ? "AES" : "DESede";
        byte[] key = derive(password, Arrays.copyOf(iv, SALT), keyLength);
        Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), new IvParameterSpec(iv));
        return cipher.doFinal(block.content());
    }

    /** OpenSSL's EVP_BytesToKey with MD5 and one round: weak, but what these files were made with. */
    private static byte[] derive(char[] password, byte[] salt, int length) throws GeneralSecurityException {
        byte[] secret = new String(password).getBytes(StandardCharsets.UTF_8);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] key = new byte[length];
        byte[] last = {};
        for (int filled = 0; filled < length; filled += last.length) {
            md5.update(last);
            md5.update(secret);
            last = md5.digest(salt);
            System.arraycopy(last, 0, key, filled, Math.min(last.length, length - filled));
        }
        return key;
    }
}
