// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.OurTool;
import io.flipside.artifact.tool.testing.Outcome;
import io.flipside.artifact.tool.testing.Peer;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in the files that openssl and keytool make today and made before. */
class KeyFilesIT {
    private static final String GERMAN = "gehäim";
    private static final String LEGACY = " -provider legacy -provider default";

    @TempDir
    private static Path directory;

    private static Workbench bench;

    @BeforeAll
    static void prepare() throws IOException {
        bench = new Workbench(directory);
        bench.write("ascii", "geheim\n");
        write("utf8", GERMAN, StandardCharsets.UTF_8);
        write("latin1", GERMAN, StandardCharsets.ISO_8859_1);
        write("windows", "\ufeffgeheim\r\n", StandardCharsets.UTF_8);
        for (var key : new String[] {"rsa", "ec"}) {
            openssl("req -new -x509 -key " + key + ".key -subj /CN=x -out " + key + ".crt");
        }
        bench.ours(Workbench.words("write module-image -T x -t dev1 -n m -f hello.txt -o u.mender"))
                .succeeds();
    }

    private static void write(String name, String passphrase, Charset encoding) throws IOException {
        Files.write(directory.resolve(name), passphrase.getBytes(encoding));
    }

    private static void openssl(String line) {
        Peer.require("openssl", "openssl")
                .runIn(directory, Map.of(), Workbench.words(line))
                .succeeds();
    }

    private static Outcome sign(String more) {
        return bench.ours(Workbench.words("sign u.mender -o s.mender " + more));
    }

    private static void signsFor(String publicKey, String more) {
        sign(more).succeeds();
        bench.real("validate", "-k", publicKey, "s.mender").succeeds();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genrsa -des3",
                "genrsa -aes128",
                "genrsa -aes192",
                "genrsa -aes256",
                "genrsa -camellia256",
                "genrsa -aria192",
                "genrsa -traditional -des3",
                "genrsa -traditional -aes192",
                "genrsa -traditional -camellia128",
                "genrsa -traditional -aria256"
            })
    void everyCipherOfGenrsa(String command) {
        openssl(command + " -passout file:ascii -out made.key 2048");
        openssl("rsa -in made.key -passin file:ascii -pubout -out made.pub");
        signsFor("made.pub", "-k made.key --key-passphrase ascii");
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, -scrypt",
        "ec, -scrypt",
        "ec, -v2 des3",
        "ec, -v2 aes-192-cbc",
        "ec, -v2 aes-256-cbc -v2prf hmacWithSHA512 -iter 5000",
        "ec, -v2 aes-128-cbc -v2prf hmacWithSHA1",
        "ec, -v1 PBE-SHA1-3DES",
        "ec, -v1 PBE-SHA1-2DES",
        "ec, -v1 PBE-MD5-DES -provider legacy -provider default",
        "ec, -v1 PBE-SHA1-RC2-40 -provider legacy -provider default",
        "ec, -v1 PBE-SHA1-RC2-128 -provider legacy -provider default",
        "ec, -outform DER",
        "ec, -outform DER -scrypt"
    })
    void everyEncryptionOfPkcs8(String kind, String how) {
        openssl("pkcs8 -topk8 " + how + " -passout file:ascii -in " + kind + ".key -out made.key");
        signsFor(kind + ".pub", "-k made.key --key-passphrase ascii");
        signsFor(kind + ".pub", "-k made.key --key-passphrase windows");
        assertThat(sign("-k made.key --key-passphrase utf8").exits(1).err())
                .contains("made.key", "the passphrase is wrong, or the key is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-p1", "rsa-p8", "ec-sec1", "ec-p8"})
    void derIsReadAsPemIs(String name) {
        var parts = name.split("-");
        var kind = parts[0];
        openssl(
                switch (parts[1]) {
                    case "p8" -> "pkcs8 -topk8 -nocrypt -in " + kind + ".key -outform DER -out made.der";
                    case "p1" -> "rsa -in rsa.key -traditional -outform DER -out made.der";
                    default -> "ec -in ec.key -outform DER -out made.der";
                });
        signsFor(kind + ".pub", "-k made.der");
        openssl("pkey -in " + kind + ".key -pubout -outform DER -out made.pub");
        bench.ours(Workbench.words("validate -k made.pub s.mender")).succeeds();
    }

    /** In the encoding of the terminal it was made at, whichever of them is in the file or the variable now. */
    @ParameterizedTest
    @CsvSource({
        "pkcs8 -topk8 -in rsa.key, utf8",
        "pkcs8 -topk8 -in rsa.key, latin1",
        "pkcs8 -topk8 -v1 PBE-SHA1-3DES -in rsa.key, utf8",
        "pkcs8 -topk8 -scrypt -in rsa.key, latin1",
        "rsa -aes256 -traditional -in rsa.key, utf8",
        "rsa -aes256 -traditional -in rsa.key, latin1",
        "pkcs12 -export -inkey rsa.key -in rsa.crt, utf8",
        "pkcs12 -export -inkey rsa.key -in rsa.crt, latin1",
        "pkcs12 -export -nomac -inkey rsa.key -in rsa.crt, latin1",
        "pkcs12 -export -legacy -inkey rsa.key -in rsa.crt, utf8",
        "pkcs12 -export -legacy -inkey rsa.key -in rsa.crt, latin1"
    })
    void aPassphraseThatIsNotAscii(String command, String made) {
        openssl(command + " -passout file:" + made + " -out made.key");
        signsFor("rsa.pub", "-k made.key --key-passphrase utf8");
        signsFor("rsa.pub", "-k made.key --key-passphrase latin1");
        new OurTool(Map.of("FLIPSIDE_KEY_PASSPHRASE", GERMAN))
                .run(
                        "sign",
                        "-k",
                        directory.resolve("made.key"),
                        "-o",
                        directory.resolve("s.mender"),
                        directory.resolve("u.mender"))
                .succeeds();
    }

    @ParameterizedTest
    @CsvSource({"rsa,''", "ec,''", "ec,-legacy", "ec,-nomac", "ec,-keypbe NONE -certpbe NONE", "ec,-macalg sha512"})
    void pkcs12(String kind, String how) {
        openssl("pkcs12 -export " + how + " -inkey " + kind + ".key -in " + kind
                + ".crt -passout file:ascii -out made.p12");
        signsFor(kind + ".pub", "-k made.p12 --key-passphrase ascii");
        assertThat(sign("-k made.p12 --key-passphrase utf8").exits(1).err()).contains("the passphrase is wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-legacy"})
    void anEmptyPassphraseOfPkcs12NeedsNotBeGiven(String how) {
        openssl("pkcs12 -export " + how + " -inkey ec.key -in ec.crt -passout pass: -out made.p12");
        signsFor("ec.pub", "-k made.p12");
    }

    @Test
    void ofSeveralPrivateKeysNoneIsGuessed() throws IOException {
        Files.writeString(
                directory.resolve("two.key"),
                Files.readString(directory.resolve("ec.key")) + Files.readString(directory.resolve("rsa.key")));
        assertThat(sign("-k two.key").exits(1).err()).contains("2 private keys");

        Files.deleteIfExists(directory.resolve("two.p12"));
        for (var alias : new String[] {"a", "b"}) {
            keytool("-genkeypair -alias " + alias + " -keyalg RSA -keysize 2048 -dname CN=x -storetype PKCS12"
                    + " -keystore two.p12 -storepass geheim");
        }
        assertThat(sign("-k two.p12 --key-passphrase ascii").exits(1).err()).contains("2 private keys");
    }

    @Test
    void aKeyOfKeytool() {
        keytool("-genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=x -storetype PKCS12 -keystore kt.p12"
                + " -storepass geheim");
        openssl("pkcs12 -in kt.p12 -passin file:ascii -nokeys -out kt.crt");
        openssl("x509 -in kt.crt -pubkey -noout -out kt.pub");
        signsFor("kt.pub", "-k kt.p12 --key-passphrase ascii");
    }

    private static void keytool(String line) {
        Peer.require("keytool", "openjdk-17-jdk-headless")
                .runIn(directory, Map.of(), Workbench.words(line))
                .succeeds();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "genpkey -algorithm ed25519 -aes256 -pass file:ascii -out bad.key | RSA or ECDSA P-256",
                "genpkey -algorithm ed25519 -outform DER -out bad.key | RSA or ECDSA P-256",
                "ecparam -name secp384r1 -genkey -noout -out bad.key | another curve",
                "pkcs12 -export -nokeys -in ec.crt -passout file:ascii -out bad.key | no private key",
                "x509 -in ec.crt -out bad.key | openssl x509 -in",
                "x509 -in ec.crt -outform DER -out bad.key | it is a certificate",
                "pkey -in ec.key -pubout -outform DER -out bad.key | it is a public key",
                "pkey -in ec.key -pubout -out bad.key | it is a public key",
                "pkcs8 -topk8 -v2 bf-cbc -in ec.key -passout file:ascii -out bad.key" + LEGACY + " | openssl pkey -in"
            })
    void whatCannotSignIsNamed(String command, String message) throws IOException {
        openssl(command);
        Files.deleteIfExists(directory.resolve("s.mender"));
        assertThat(sign("-k bad.key --key-passphrase ascii").exits(1).err())
                .contains("bad.key", message)
                .doesNotContain("wrong", "damaged", "\tat ");
        assertThat(directory.resolve("s.mender")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-----BEGIN OPENSSH PRIVATE KEY-----\\nAAAA\\n-----END OPENSSH PRIVATE KEY-----\\n | ssh-keygen -p -m PEM",
                "PuTTY-User-Key-File-3: ssh-rsa\\n | puttygen",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\\n | OpenPGP",
                "-----BEGIN DSA PRIVATE KEY-----\\nAAAA\\n-----END DSA PRIVATE KEY-----\\n | DSA",
                "MIGHAgEAMBMGByqGSM49AgEG\\n | base64 -d",
                "{\\n\"kty\":\"RSA\"} | JSON Web Key",
                "hello\\n | should contain '-----BEGIN PRIVATE KEY-----'",
                "'' | empty"
            })
    void filesOfOthersAreNamedWithTheWayToConvertThem(String content, String message) throws IOException {
        Files.writeString(directory.resolve("a b.key"), content.replace("\\n", "\n"));
        var outcome = new OurTool().run("sign", "-k", directory.resolve("a b.key"), directory.resolve("u.mender"));
        assertThat(outcome.exits(1).err()).contains(message).doesNotContain("damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsa.crt | openssl x509 -in",
                "rsa.key | openssl pkey -in",
                "made.p12 | PKCS#12",
            })
    void whatCannotVerifyIsNamed(String key, String message) {
        openssl("pkcs12 -export -inkey ec.key -in ec.crt -passout file:ascii -out made.p12");
        sign("-k ec.key").succeeds();
        assertThat(bench.ours(Workbench.words("validate s.mender -k " + key))
                        .exits(1)
                        .err())
                .contains(message);
    }

    @Test
    void damageIsToldFromAWrongPassphraseWhereItCanBe() throws IOException {
        openssl("pkcs8 -topk8 -nocrypt -in ec.key -outform DER -out made.der");
        var bytes = Files.readAllBytes(directory.resolve("made.der"));
        bytes[4] ^= 0x55;
        Files.write(directory.resolve("made.der"), bytes);
        assertThat(sign("-k made.der").exits(1).err()).contains("damaged").doesNotContain("passphrase");

        var cut =
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(new byte[] {0x30, 9, 1})
                        + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
        Files.writeString(directory.resolve("cut.key"), cut);
        assertThat(sign("-k cut.key --key-passphrase ascii").exits(1).err())
                .contains("damaged")
                .doesNotContain("passphrase is wrong");
    }

    /** The numbers behind the salt: N = 0x4000, r = 8. */
    @ParameterizedTest
    @CsvSource({"0202400002010802, 02027fff02017f02, 256 MiB", "0202400002010802, 0202400102010802, damaged"})
    void hostileParametersAreRefused(String honest, String hostile, String message) throws IOException {
        openssl("pkcs8 -topk8 -scrypt -in ec.key -passout file:ascii -outform DER -out made.der");
        var hex = HexFormat.of().formatHex(Files.readAllBytes(directory.resolve("made.der")));
        assertThat(hex).contains(honest);
        Files.write(directory.resolve("made.der"), HexFormat.of().parseHex(hex.replace(honest, hostile)));
        assertThat(sign("-k made.der --key-passphrase ascii").exits(1).err())
                .contains(message)
                .doesNotContain("\tat ");
    }

    @Test
    void aPassphraseThatNobodyNeedsIsReported() {
        assertThat(sign("-k ec.key --key-passphrase ascii").succeeds().err()).contains("not encrypted");
        assertThat(sign("--key-passphrase ascii --key-pkcs11 pkcs11:object=x")
                        .exits(1)
                        .err())
                .contains("--key-passphrase");
    }

    /** Start-up does not pay for keys that need no decryption. */
    @Test
    void bouncyCastleIsLoadedOnlyForWhatNeedsIt() throws IOException {
        openssl("genrsa -des3 -passout file:ascii -out made.key 2048");
        assertThat(classesLoadedFor("-k rsa.key")).doesNotContain("org.bouncycastle", "com.sun.jna");
        assertThat(classesLoadedFor("-k made.key --key-passphrase ascii"))
                .contains("org.bouncycastle")
                .doesNotContain("BouncyCastleProvider", "com.sun.jna");
    }

    private static String classesLoadedFor(String key) throws IOException {
        var variables = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:stdout");
        return Peer.ourJar(directory)
                .runIn(directory, variables, Workbench.words("sign u.mender -o s.mender " + key))
                .succeeds()
                .out();
    }
}
