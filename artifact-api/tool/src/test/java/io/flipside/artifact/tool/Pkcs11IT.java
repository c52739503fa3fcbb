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
    private static String module;
    private static Map<String, String> softHsm;

    @BeforeAll
    static void prepare() throws IOException {
        var util = Peer.require("softhsm2-util", "softhsm2");
        var pkcs11Tool = Peer.require("pkcs11-tool", "opensc");
        module = module();
        bench = new Workbench(directory);
        ourJar = Peer.ourJar(directory);
        Files.createDirectories(directory.resolve("tokens"));
        Files.writeString(directory.resolve("softhsm2.conf"), "directories.tokendir = " + directory + "/tokens\n");
        softHsm = Map.of("SOFTHSM2_CONF", directory.resolve("softhsm2.conf").toString());
        run(util, "--init-token --free --label other --pin 1111 --so-pin 1234");
        run(util, "--init-token --free --label release --pin 1234 --so-pin 1234");
        var openssl = Peer.require("openssl", "openssl");
        int id = 1;
        for (var key : List.of("rsa", "ec", "bare")) {
            var source = key.equals("bare") ? "other" : key;
            run(openssl, "pkcs8 -topk8 -nocrypt -in " + source + ".key -out p8");
            run(util, "--import p8 --token release --pin 1234 --label " + key + " --id 0" + id);
            if (!key.equals("bare")) {
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
        var environment = new HashMap<>(softHsm);
        environment.putAll(variables);
        return ourJar.runIn(directory, environment, Workbench.words(line));
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
                "token=none;object=ec?pin-value=1234 | no token 'none'",
                "token=release;object=none?pin-value=1234 | usable: ",
                "token=release;object=bare?pin-value=1234 | certificate with the same id",
                "token=release;object=ec?pin-value=9999 | PIN",
                "token=release;object=ec?pin-value=1234&module-path=/none.so | /none.so",
                "token=other;object=ec?pin-value=1111 | no key 'ec'"
            })
    void saysWhatIsWrong(String uriAndMessage) {
        var parts = uriAndMessage.split(" \\| ");
        bench.ours(Workbench.words("write module-image -T x -t dev1 -n m -f hello.txt -o u.mender"))
                .succeeds();
        var outcome = ours(Map.of("PKCS11_MODULE_PATH", module), "sign u.mender --key-pkcs11 pkcs11:" + parts[0]);
        assertThat(outcome.exits(1).err()).contains(parts[1].strip()).doesNotContain("1234", "\tat ");
    }
}
