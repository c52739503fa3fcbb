// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flipside.artifact.keys.PemKeys;
import io.flipside.device.support.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Holds the private key of the device (RSA, ECDSA or Ed25519), kept in a PEM file, and signs with it. Thread-safe. */
public final class DevicePrivateKey {
    private static final int LONGEST_FILE = 64 * 1024;

    private final PrivateKey key;
    private final String publicPem;

    private DevicePrivateKey(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.publicPem = pem("PUBLIC KEY", publicKey.getEncoded());
    }

    /** Reads the key of a file; where there is no file, makes a P-256 key and writes it there. */
    public static DevicePrivateKey at(Path file) throws IOException {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            if (Files.size(file) > LONGEST_FILE) {
                throw new IOException("it is too big to be a key");
            }
            PrivateKey key = PemKeys.anyPrivateKey(Files.readString(file, US_ASCII));
            return new DevicePrivateKey(key, PublicKeyDerivation.of(key));
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException(
                    "the device key " + file + " can't be used (" + e.getMessage()
                            + "); put the right one there, or remove it to have the server accept a new one",
                    e);
        }
    }

    /** The public key in PEM form. */
    public String publicPem() {
        return publicPem;
    }

    /** Signs as Mender's API wants it: PKCS#1 v1.5 or DER over SHA-256; Ed25519 over the bytes themselves. */
    public byte[] sign(byte[] message) throws IOException {
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> "Ed25519";
                    });
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IOException("the device key can't sign: " + e.getMessage(), e);
        }
    }

    private static String pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    /** The key is whole and on the disk before it has its name: a device never shows the server a key that it loses. */
    private static void create(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        DurableFiles.replace(
                file,
                pem("PRIVATE KEY", pkcs8).getBytes(US_ASCII),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
