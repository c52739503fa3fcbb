// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicePrivateKeyTest {
    private static final byte[] MESSAGE = {1, 2, 3};

    @TempDir
    Path directory;

    @Test
    void makesAKeyThatOnlyItsOwnerCanRead() throws Exception {
        Path file = directory.resolve("data/key.pem");

        DevicePrivateKey key = DevicePrivateKey.at(file);

        assertThat(verifies(key, "EC", "SHA256withECDSA")).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void keepsTheKeyThatIsThere() throws Exception {
        Path file = directory.resolve("key.pem");

        assertThat(DevicePrivateKey.at(file).publicPem())
                .isEqualTo(DevicePrivateKey.at(file).publicPem())
                .startsWith("-----BEGIN PUBLIC KEY-----\n")
                .endsWith("\n-----END PUBLIC KEY-----\n");
    }

    @Test
    void aKeyThatWasCutOffWhileItWasMadeIsMadeAnew() throws Exception {
        Files.writeString(directory.resolve("key.pem.new"), "-----BEGIN PRIV");

        assertThat(verifies(DevicePrivateKey.at(directory.resolve("key.pem")), "EC", "SHA256withECDSA"))
                .isTrue();
    }

    /** Made by {@code openssl genpkey}, {@code openssl ecparam -genkey}, {@code openssl rsa -traditional}. */
    @ParameterizedTest
    @CsvSource({
        "rsa-pkcs8, RSA, SHA256withRSA",
        "rsa-pkcs1, RSA, SHA256withRSA",
        "p256-pkcs8, EC, SHA256withECDSA",
        "p256-sec1, EC, SHA256withECDSA",
        "p384-sec1, EC, SHA256withECDSA",
        "ed25519, Ed25519, Ed25519"
    })
    void usesKeysMadeByOpenssl(String name, String algorithm, String signature) throws Exception {
        DevicePrivateKey key = DevicePrivateKey.at(copy(name + ".pem"));

        assertThat(key.publicPem()).isEqualTo(Files.readString(copy(name + ".pub")));
        assertThat(verifies(key, algorithm, signature)).isTrue();
    }

    @Test
    void saysWhichFileHoldsNoKeyAndLeavesItAlone() throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), "not a key");

        assertThatThrownBy(() -> DevicePrivateKey.at(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " can't be used");
        assertThat(file).hasContent("not a key");
    }

    private Path copy(String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in = Objects.requireNonNull(DevicePrivateKeyTest.class.getResourceAsStream(name))) {
            Files.copy(in, file);
        }
        return file;
    }

    private static boolean verifies(DevicePrivateKey key, String algorithm, String signature) throws Exception {
        String base64 = key.publicPem().replaceAll("-----[A-Z ]+-----", "");
        PublicKey publicKey = KeyFactory.getInstance(algorithm)
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        Signature verifier = Signature.getInstance(signature);
        verifier.initVerify(publicKey);
        verifier.update(MESSAGE);
        return verifier.verify(key.sign(MESSAGE));
    }
}
