// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.keys;

import static io.flipside.artifact.testing.Program.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.artifact.ArtifactSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PemKeysTest {
    private static final char[] PASSWORD = "geheim".toCharArray();

    @TempDir
    Path directory;

    @BeforeEach
    void haveOpenssl() {
        OPENSSL.require();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genrsa -traditional -out key 2048",
                "genrsa -out key 2048",
                "ecparam -name prime256v1 -genkey -noout -out key",
                "ecparam -name prime256v1 -genkey -out key",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key"
            })
    void readsKeysThatMatchTheirPublicPart(String command) throws IOException, GeneralSecurityException {
        OPENSSL.run(directory, command.split(" "));
        requirePair(PemKeys.privateKey(text("key")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genrsa -aes256 -passout pass:geheim -out key 2048",
                "genrsa -aes128 -passout pass:geheim -out key 2048",
                "genrsa -traditional -aes256 -passout pass:geheim -out key 2048",
                "genrsa -traditional -des3 -passout pass:geheim -out key 2048",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc -pass pass:geheim -out key"
            })
    void readsEncryptedKeys(String command) throws IOException, GeneralSecurityException {
        OPENSSL.run(directory, command.split(" "));
        assertThat(PemKeys.isEncrypted(text("key"))).isTrue();
        requirePair(PemKeys.privateKey(text("key"), PASSWORD));
        assertThatThrownBy(() -> PemKeys.privateKey(text("key"), "falsch".toCharArray()))
                .isInstanceOf(PemException.class)
                .hasMessageContaining("password is wrong");
        assertThatThrownBy(() -> PemKeys.privateKey(text("key"))).hasMessageContaining("a password is needed");
    }

    @ParameterizedTest
    @CsvSource({
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -des3 -pass pass:geheim -out key, DES-EDE3-CBC",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-192-cbc -pass pass:geheim -out key, AES-192-CBC",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aria-128-cbc -pass pass:geheim -out key, 1.2.410.200046.1.1.2",
        "genrsa -traditional -camellia256 -passout pass:geheim -out key 2048, CAMELLIA-256-CBC"
    })
    void namesAnEncryptionThatItDoesNotKnow(String command, String name) {
        OPENSSL.run(directory, command.split(" "));
        assertThatThrownBy(() -> PemKeys.privateKey(text("key"), PASSWORD))
                .isInstanceOf(PemException.class)
                .hasMessageContaining("encrypted with " + name + ", which Java does not know");
    }

    @ParameterizedTest
    @CsvSource({
        "genpkey -algorithm RSA-PSS -out key, RSASSA-PSS",
        "genpkey -algorithm ED448 -out key, 1.3.101.113",
        "ecparam -name prime256v1 -param_enc explicit -genkey -noout -out key, -param_enc named_curve",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit -out key, named_curve"
    })
    void doesNotTakeAnotherKindForDamage(String command, String name) {
        OPENSSL.run(directory, command.split(" "));
        assertThatThrownBy(() -> PemKeys.privateKey(text("key")))
                .hasMessageContaining(name)
                .hasMessageNotContaining("damaged");
    }

    @Test
    void namesAKeyDerivationThatItDoesNotKnow() {
        OPENSSL.run(directory, "genrsa", "-out", "plain", "2048");
        OPENSSL.run(directory, "pkcs8 -topk8 -scrypt -in plain -passout pass:geheim -out key".split(" "));
        assertThatThrownBy(() -> PemKeys.privateKey(text("key"), PASSWORD)).hasMessageContaining("with scrypt");
    }

    @Test
    void readsSeveralPublicKeysAndPkcs1() throws IOException {
        OPENSSL.run(directory, "genrsa", "-out", "key", "2048");
        OPENSSL.run(directory, "rsa", "-in", "key", "-pubout", "-out", "a");
        OPENSSL.run(directory, "rsa", "-in", "key", "-RSAPublicKey_out", "-out", "b");
        assertThat(PemKeys.publicKeys(text("a") + text("b"))).hasSize(2).satisfies(keys -> assertThat(keys.get(0))
                .isEqualTo(keys.get(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"genpkey -algorithm ED25519 -out key", "ecparam -name secp384r1 -genkey -noout -out key"})
    void refusesKeysThatTheFormatDoesNotKnow(String command) {
        OPENSSL.run(directory, command.split(" "));
        assertThatThrownBy(() -> PemKeys.privateKey(text("key")))
                .isInstanceOf(PemException.class)
                .hasMessageContaining("RSA or ECDSA P-256");
        OPENSSL.run(directory, "pkey", "-in", "key", "-pubout", "-out", "pub");
        assertThatThrownBy(() -> PemKeys.publicKeys(text("pub"))).hasMessageContaining("RSA or ECDSA P-256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\n!\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----"
            })
    void refusesDamagedKeys(String pem) {
        assertThatThrownBy(() -> PemKeys.privateKey(pem, PASSWORD)).isInstanceOf(PemException.class);
    }

    private String text(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    private void requirePair(PrivateKey key) throws IOException, GeneralSecurityException {
        OPENSSL.run(directory, "pkey", "-in", "key", "-passin", "pass:geheim", "-pubout", "-out", "pub");
        PublicKey other = PemKeys.publicKeys(text("pub")).get(0);
        byte[] message = {1, 2, 3};
        Signature verifier =
                Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
        verifier.initVerify(other);
        verifier.update(message);
        assertThat(verifier.verify(ArtifactSigner.of(key).sign(message))).isTrue();
    }
}
