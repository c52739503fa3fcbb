// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.OurTool;
import io.flipside.artifact.tool.testing.Outcome;
import io.flipside.artifact.tool.testing.Peer;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures, with keys in all the files in which openssl writes them. */
class SigningIT {
    @TempDir
    private static Path directory;

    private static Workbench bench;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
        for (var kind : new String[] {"rsa", "ec"}) {
            openssl("pkcs8 -topk8 -nocrypt -in", kind + ".key -out", kind + "-pkcs8.key");
            openssl("pkcs8 -topk8 -passout pass:secret -in", kind + ".key -out", kind + "-encrypted.key");
            openssl(
                    kind + " -aes256 -passout pass:secret -in",
                    kind + ".key -out",
                    kind + "-traditional.key" + (kind.equals("rsa") ? " -traditional" : ""));
        }
        openssl("genpkey -algorithm ed25519 -out", "ed.key");
        openssl("ecparam -name secp384r1 -genkey -noout -out", "p384.key");
        bench.write("passphrase", "secret\n");
    }

    private static void openssl(String... words) {
        Peer.require("openssl", "openssl")
                .runIn(directory, Map.of(), Workbench.words(words))
                .succeeds();
    }

    @BeforeEach
    void write() {
        bench.ours(Workbench.words("write module-image -T x -t dev1 -n m -f hello.txt -o u.mender"))
                .succeeds();
    }

    private static Outcome sign(String... more) {
        return bench.ours(Workbench.words("sign u.mender -o s.mender", String.join(" ", more)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void eitherToolVerifiesWhatTheOtherSigned(String kind) {
        sign("-k", kind + ".key").succeeds();
        bench.real("validate", "-k", kind + ".pub", "s.mender").succeeds();
        bench.real("sign", "-k", kind + ".key", "-o", "r.mender", "u.mender").succeeds();
        bench.ours("validate", "-k", kind + ".pub", "r.mender").succeeds();
    }

    @Test
    void opensslVerifiesTheSignature() throws IOException {
        sign("-k rsa.key").succeeds();
        Peer.require("tar", "tar")
                .runIn(directory, Map.of(), "xf", "s.mender", "manifest", "manifest.sig")
                .succeeds();
        var signature = Base64.getDecoder().decode(Files.readString(directory.resolve("manifest.sig")));
        Files.write(directory.resolve("manifest.raw"), signature);
        openssl("dgst -sha256 -verify rsa.pub -signature manifest.raw manifest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs8", "ec-pkcs8"})
    void keysInPkcs8Sign(String key) {
        sign("-k", key + ".key").succeeds();
        bench.real("validate", "-k", key.replaceAll("-.*", ".pub"), "s.mender").succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-encrypted", "ec-encrypted", "rsa-traditional", "ec-traditional"})
    void encryptedKeysSignWithThePassphraseInAFile(String key) {
        sign("-k", key + ".key --key-passphrase passphrase").succeeds();
        bench.real("validate", "-k", key.replaceAll("-.*", ".pub"), "s.mender").succeeds();
    }

    @Test
    void encryptedKeysSignWithThePassphraseInTheEnvironment() {
        new OurTool(Map.of("FLIPSIDE_KEY_PASSPHRASE", "secret"))
                .run("sign", "-k", directory.resolve("ec-encrypted.key"), directory.resolve("u.mender"))
                .succeeds();
        bench.real("validate", "-k", "ec.pub", "u.mender").succeeds();
    }

    @Test
    void anEncryptedKeyWithoutPassphraseIsRefusedWithAHint() {
        assertThat(sign("-k ec-encrypted.key").exits(1).err()).contains("--key-passphrase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed.key", "p384.key", "ec.pub", "hello.txt", "no-such-file"})
    void otherKeysAreRefusedAndNothingIsWritten(String key) throws IOException {
        Files.deleteIfExists(directory.resolve("s.mender"));
        assertThat(sign("-k", key).exits(1).err()).contains(key);
        assertThat(directory.resolve("s.mender")).doesNotExist();
    }

    @Test
    void aSignatureIsReplacedOnlyByForce() {
        sign("-k ec.key").succeeds();
        assertThat(bench.ours("sign", "-k", "rsa.key", "s.mender").exits(1).err())
                .contains("--force");
        bench.ours("sign", "-k", "rsa.key", "s.mender", "-f").succeeds();
        bench.real("validate", "-k", "rsa.pub", "s.mender").succeeds();
    }

    @Test
    void oneOfSeveralKeysIsEnough() {
        sign("-k ec.key").succeeds();
        bench.ours(Workbench.words("validate -k other.pub -k rsa.pub -k ec.pub s.mender"))
                .succeeds();
        bench.ours(Workbench.words("validate -k other.pub -k rsa.pub s.mender")).exits(4);
    }

    @Test
    void aDamagedArtifactIsNotSigned() throws IOException {
        var bytes = Files.readAllBytes(directory.resolve("u.mender"));
        bytes[bytes.length - 1500] ^= 1;
        Files.write(directory.resolve("u.mender"), bytes);
        sign("-k ec.key").exits(1);
    }

    @Test
    void augmentSectionsStayAsTheyAre() {
        bench.real(Workbench.words("write module-image -T inner -t dev1 -n aug -f hello.txt --augment-type outer"
                        + " --augment-file b -o aug.mender"))
                .succeeds();
        bench.ours(Workbench.words("sign -k ec.key aug.mender")).succeeds();
        bench.real(Workbench.words("validate -k ec.pub aug.mender")).succeeds();
        assertThat(bench.realText("aug.mender")).contains("Type:   outer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--azure-key", "--gcp-kms-key", "--vault-transit-key", "--keyfactor-signserver-worker"})
    void keysInTheCloudAreRefusedNotIgnored(String option) throws IOException {
        Files.deleteIfExists(directory.resolve("s.mender"));
        assertThat(sign("-k ec.key " + option + " x").exits(1).err()).contains(option, "not supported", "--key-pkcs11");
        assertThat(directory.resolve("s.mender")).doesNotExist();
        assertThat(bench.ours("validate", option, "x", "u.mender").exits(1).err())
                .contains(option, "not supported");
    }

    @Test
    void readShowsAWrongSignatureAndGoesOn() {
        sign("-k ec.key").succeeds();
        assertThat(bench.ours("read", "-k", "other.pub", "s.mender").succeeds().out())
                .contains("Signature: signed; verification using provided key failed");
        assertThat(bench.ours("read", "-k", "ec.pub", "s.mender").succeeds().out())
                .contains("Signature: signed and verified correctly");
    }
}
