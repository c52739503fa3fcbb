// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Outcome;
import io.flipside.artifact.tool.testing.Peer;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys on a PKCS#11 token, here SoftHSM's. */
class Pkcs11IT {
    private static final List<String> MODULES =
            List.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/lib64/libsofthsm2.so");

    @TempDir
    private static Path directory;

    private static Workbench bench;
    private static Peer ourJar;
    private static Peer menderArtifact;
    private static String module;
    private static Map<String, String> softHsm;

    @BeforeAll
    static void prepare() throws IOException {
        var util = Peer.require("softhsm2-util", "softhsm2");
        var pkcs11Tool = Peer.require("pkcs11-tool", "opensc");
        module = module();
        bench = new Workbench(directory);
        ourJar = Peer.ourJar(directory);
        menderArtifact = Peer.menderArtifact();
        Files.createDirectories(directory.resolve("tokens"));
        Files.writeString(directory.resolve("softhsm2.conf"), "directories.tokendir = " + directory + "/tokens\n");
        softHsm = Map.of("SOFTHSM2_CONF", directory.resolve("softhsm2.conf").toString());
        run(util, "--init-token --free --label other --pin 1111 --so-pin 1234");
        run(util, "--init-token --free --label release --pin 1234 --so-pin 1234");
        var openssl = Peer.require("openssl", "openssl");
        int id = 1;
        for (var key : List.of("rsa", "ec", "bare", "twin", "twin")) {
            var source = key.equals("bare") || id == 5 ? "other" : key.equals("twin") ? "rsa" : key;
            run(openssl, "pkcs8 -topk8 -nocrypt -in " + source + ".key -out p8");
            run(util, "--import p8 --token release --pin 1234 --label " + key + " --id 0" + id);
            if (id < 3) {
                run(openssl, "req -new -x509 -key " + key + ".key -subj /CN=" + key + " -outform DER -out certificate");
                run(
                        pkcs11Tool,
                        "--module " + module + " --token-label release --login --pin 1234"
                                + " --write-object certificate --type cert --label " + key + " --id 0" + id);
            }
            id++;
        }
    }

    private static String module() {
        var found = MODULES.stream().filter(file -> Files.exists(Path.of(file))).findFirst();
        if (Peer.isCi()) {
            assertThat(found).isPresent();
        }
        Assumptions.assumeTrue(found.isPresent(), "libsofthsm2.so is missing: apt-get install softhsm2");
        return found.orElseThrow();
    }

    private static void run(Peer peer, String line) {
        peer.runIn(directory, softHsm, Workbench.words(line)).succeeds();
    }

    private static Outcome ours(Map<String, String> variables, String line) {
        return ourJar.runIn(directory, environment(variables), Workbench.words(line));
    }

    private static Map<String, String> environment(Map<String, String> variables) {
        var environment = new HashMap<>(softHsm);
        environment.putAll(variables);
        return environment;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void signsWithAKeyOnTheToken(String key) {
        ours(
                        Map.of(),
                        "write module-image -T x -t dev1 -n m -f hello.txt -o s.mender --key-pkcs11"
                                + " pkcs11:token=release;object=" + key + "?module-path=" + module + "&pin-value=1234")
                .succeeds();
        bench.real("validate", "-k", key + ".pub", "s.mender").succeeds();
        bench.real("validate", "-k", "other.pub", "s.mender").exits(4);
    }

    @Test
    void verifiesWithTheCertificateOnTheToken() {
        bench.real(Workbench.words("write module-image -T x -t dev1 -n m -f hello.txt -k ec.key -o s.mender"))
                .succeeds();
        var variables = Map.of("PKCS11_MODULE_PATH", module, "FLIPSIDE_PIN", "1234");
        ours(variables, "validate --key-pkcs11 pkcs11:token=release;object=ec s.mender")
                .succeeds();
        ours(variables, "validate --key-pkcs11 pkcs11:token=release;object=rsa s.mender")
                .exits(4);
    }

    @Test
    void thePinMayBeInAFile() throws IOException {
        Files.writeString(directory.resolve("pin"), "1234\n");
        bench.ours(Workbench.words("write module-image -T x -t dev1 -n m -f hello.txt -o s.mender"))
                .succeeds();
        ours(
                        Map.of("PKCS11_MODULE_PATH", module),
                        "sign s.mender --key-pkcs11" + " pkcs11:token=release;object=ec?pin-source=file:" + directory
                                + "/pin")
                .succeeds();
        bench.real("validate", "-k", "ec.pub", "s.mender").succeeds();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=release;object=bare | other",
                "token=release;id=%01 | rsa",
                "token=release;id=%02;object=ec;type=private | ec",
                "token=release;object=twin;id=%04 | rsa",
                "token=release;object=twin;id=%05 | other",
                "token=release;manufacturer=SoftHSM%20project;model=SoftHSM%20v2;id=%02 | ec",
                "token=release;library-manufacturer=SoftHSM;id=%02 | ec"
            })
    void everyAttributeChoosesTheKey(String uriAndKey) {
        var parts = uriAndKey.split(" \\| ");
        unsigned();
        ours(access("1234"), "sign u.mender --key-pkcs11 pkcs11:" + parts[0]).succeeds();
        bench.real("validate", "-k", parts[1] + ".pub", "u.mender").succeeds();
    }

    /** OpenSSL's engine, by which the real tool signs, takes the same attributes, and some that it does not look at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=release;object=rsa",
                "token=release;id=%01",
                "token=release;object=none",
                "token=release;object=rsa;x-none=1",
                "token=release;object=rsa;model=none",
                "token=release;object=rsa;serial=none",
                "token=release;object=rsa;manufacturer=none",
                "token=release;object=rsa;slot-id=77",
                "token=release;object=rsa;library-manufacturer=none",
                "object=rsa"
            })
    void theRealToolTakesAndRefusesTheSame(String uri) {
        assumeEngine();
        unsigned();
        var key = "pkcs11:" + uri + "?pin-value=1234";
        var real = menderArtifact.runIn(
                directory, environment(access("")), "sign", "-o", "r.mender", "--key-pkcs11", key, "u.mender");
        ours(access(""), "sign u.mender --key-pkcs11 " + key).exits(real.exitCode());
        if (real.exitCode() == 0) {
            bench.real("validate", "-k", "rsa.pub", "u.mender").succeeds();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=none;object=ec?pin-value=1234 | token=release;",
                "token=release;object=none?pin-value=1234 | type=private;id=%03;object=bare",
                "token=release;object=ec;type=public?pin-value=1234 | no private key",
                "token=release;object=ec;type=key?pin-value=1234 | no type 'key'",
                "token=release;object=twin?pin-value=1234 | type=private;id=%04;object=twin",
                "token=release;object=twin?pin-value=1234 | type=private;id=%05;object=twin",
                "object=ec?pin-value=1234 | token=other;",
                "token=release;object=ec;serial=none?pin-value=1234 | serial=none",
                "token=release;object=ec;library-version=99?pin-value=1234 | library-version",
                "token=release;object=ec;pinvalue=1?pin-value=1234 | no attribute 'pinvalue'",
                "token=release;object=ec;object=rsa?pin-value=1234 | 'object' twice",
                "token=release;object=ec?pin-value=9999 | PIN is wrong",
                "token=release;object=ec?pin-source=/none | /none",
                "token=release;object=ec | FLIPSIDE_PIN",
                "token=release;object=ec?pin-value=1234&module-path=/none.so | /none.so",
                "token=release;object=ec?pin-value=1234&module-path=/bin/true | /bin/true",
                "token=other;object=ec?pin-value=1111 | there is: none"
            })
    void saysWhatIsWrong(String uriAndMessage) throws IOException {
        var parts = uriAndMessage.split(" \\| ");
        unsigned();
        var before = Files.readAllBytes(directory.resolve("u.mender"));
        var outcome = ours(Map.of("PKCS11_MODULE_PATH", module), "sign u.mender --key-pkcs11 pkcs11:" + parts[0]);
        assertThat(outcome.exits(1).err())
                .contains(parts[1].strip())
                .doesNotContainPattern("\\b(1234|1111|9999)\\b")
                .doesNotContain("\tat ");
        assertThat(directory.resolve("u.mender")).hasBinaryContent(before);
    }

    @Test
    void aKeyForVerificationIsOneToo() {
        unsigned();
        bench.real(Workbench.words("sign -k rsa.key -f u.mender")).succeeds();
        ours(access(""), "validate --key-pkcs11 pkcs11:token=release;id=%01 u.mender")
                .succeeds();
        ours(access(""), "validate --key-pkcs11 pkcs11:token=release;object=twin;id=%04 u.mender")
                .succeeds();
        assertThat(ours(access(""), "validate --key-pkcs11 pkcs11:token=release;object=twin u.mender")
                        .exits(1)
                        .err())
                .contains("type=public;id=%04", "type=public;id=%05");
    }

    private static void unsigned() {
        bench.ours(Workbench.words("write module-image -T x -t dev1 -n m -f hello.txt -o u.mender"))
                .succeeds();
    }

    private static Map<String, String> access(String pin) {
        return Map.of("PKCS11_MODULE_PATH", module, "FLIPSIDE_PIN", pin);
    }

    private static void assumeEngine() {
        var engine = Peer.require("openssl", "openssl").run("engine", "pkcs11");
        if (Peer.isCi()) {
            engine.succeeds();
        }
        Assumptions.assumeTrue(
                engine.exitCode() == 0, "OpenSSL's engine is missing: apt-get install libengine-pkcs11-openssl");
    }
}
