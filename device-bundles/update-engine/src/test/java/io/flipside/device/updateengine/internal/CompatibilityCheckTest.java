// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.update.Phase;
import io.flipside.device.update.UpdateRequest;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.update.UpdateStatus.Outcome;
import io.flipside.device.updateengine.internal.testing.MenderFile;
import io.flipside.device.updateengine.internal.testing.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts that must not be installed: the message says why, and the device stays as it was. */
class CompatibilityCheckTest {
    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void device() throws IOException {
        rig = new Rig(directory);
    }

    private void assertRefused(MenderFile artifact, String... reasons) throws Exception {
        SortedMap<String, String> before = rig.provides();
        rig.update(artifact);
        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.message()).contains(reasons);
        assertThat(String.join("\n", rig.log())).contains(reasons);
        assertThat(rig.world.deeds()).as("nothing reached the handler").isEmpty();
        assertUntouched(before);
    }

    private void assertUntouched(SortedMap<String, String> before) throws IOException {
        assertThat(rig.provides()).isEqualTo(before);
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
        assertThat(rig.world.settled()).isTrue();
        assertThat(rig.status().phase()).isEqualTo(Phase.IDLE);
        assertThat(rig.settings().workDirectory()).doesNotExist();
    }

    @Test
    void refusesAnotherDeviceType() throws Exception {
        assertRefused(
                Rig.release(Rig.NEW).forDevices("toaster", "kettle"), "toaster or kettle", "testboard", "nothing was");
    }

    @Test
    void refusesAnotherNameThanAskedFor() throws Exception {
        SortedMap<String, String> before = rig.provides();
        UpdateRequest request =
                new UpdateRequest("1", Mode.MANAGED, rig.offer(Rig.release(Rig.NEW)), Optional.of("release-7"));
        rig.engine().start(request);
        rig.runToTheEnd();
        assertThat(rig.message()).contains("'release-2'", "'release-7'");
        assertUntouched(before);
    }

    @Test
    void refusesToInstallOverTheWrongArtifact() throws Exception {
        assertRefused(Rig.release(Rig.NEW).dependsOnName("release-0"), "release-0", World.OLD);
    }

    @Test
    void refusesUnmetDependencies() throws Exception {
        assertRefused(Rig.release(Rig.NEW).dependsOn("radio.version", "5", "6"), "radio.version", "5 or 6", "none");
    }

    @Test
    void installsWhenDependenciesAreMet() throws Exception {
        rig.update(Rig.release(Rig.NEW));
        rig.update(Rig.release("release-3").dependsOnName("x", Rig.NEW).dependsOn("rootfs-image.version", Rig.NEW));
        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }

    @Test
    void refusesAPayloadTypeThatNobodyServes() throws Exception {
        assertRefused(Rig.release(Rig.NEW).type("firmware-of-the-pump"), "no payload handler", "firmware-of-the-pump");
    }

    @Test
    void refusesAnUnsignedArtifactWhereSignaturesAreAskedFor() throws Exception {
        trust(keys());
        assertRefused(Rig.release(Rig.NEW), "sign");
    }

    @Test
    void refusesAnArtifactThatSomebodyElseSigned() throws Exception {
        trust(keys());
        assertRefused(Rig.release(Rig.NEW).signed(keys().getPrivate()), "sign");
    }

    @Test
    void installsAnArtifactSignedByOneOfTheTrustedKeys() throws Exception {
        KeyPair second = keys();
        trust(keys(), second);
        rig.update(Rig.release(Rig.NEW).signed(second.getPrivate()));
        assertThat(rig.outcome()).contains(Outcome.SUCCESS);
    }

    @Test
    void refusesEverythingWhenAVerificationKeyIsMissing() throws Exception {
        rig.verifyKeys = List.of(directory.resolve("lost.pem"));
        rig.swap();
        assertRefused(Rig.release(Rig.NEW), "lost.pem", "refused");
    }

    @Test
    void refusesWhatIsNoArtifactAtAll() throws Exception {
        SortedMap<String, String> before = rig.provides();
        UpdateRequest request =
                new UpdateRequest("1", Mode.MANAGED, rig.source.offer("junk", new byte[10_000]), Optional.empty());
        rig.engine().start(request);
        rig.runToTheEnd();
        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertUntouched(before);
    }

    @Test
    void refusesALocationThatNobodyServes() throws Exception {
        SortedMap<String, String> before = rig.provides();
        rig.engine().start(new UpdateRequest("1", Mode.MANAGED, URI.create("gopher://x/y"), Optional.empty()));
        rig.runToTheEnd();
        assertThat(rig.message()).contains("no source of artifacts for 'gopher'");
        assertUntouched(before);
    }

    @Test
    void neverActivatesAnArtifactWhoseLastByteIsWrong() throws Exception {
        SortedMap<String, String> before = rig.provides();
        rig.update(Rig.release(Rig.NEW).damaged());
        assertThat(rig.outcome()).contains(Outcome.FAILURE);
        assertThat(rig.world.deeds()).containsExactly("DOWNLOAD", "CLEANUP");
        assertUntouched(before);
    }

    @Test
    void neverActivatesAnArtifactOfWhichAFileIsDamagedThatTheHandlerDoesNotRead() throws Exception {
        rig.update(Rig.release(Rig.NEW)
                .file("extra", "left unread".getBytes(StandardCharsets.UTF_8))
                .damaged());
        assertThat(rig.world.deeds()).doesNotContain("INSTALL");
        assertThat(rig.world.runningSystem()).isEqualTo(World.OLD);
    }

    @Test
    void refusesMoreProvidesThanCanBeRemembered() throws Exception {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            many.put("key" + i, "x".repeat(4000));
        }
        assertRefused(Rig.release(Rig.NEW).provides(many), "200000 characters");
    }

    @Test
    void refusesToStartWithoutADeviceType() throws Exception {
        Files.delete(directory.resolve("device_type"));
        rig.update(Rig.release(Rig.NEW));
        assertThat(rig.message()).contains("device type is not known", "device_type");
        assertThat(rig.world.deeds()).isEmpty();
    }

    private void trust(KeyPair... trusted) throws IOException {
        List<Path> files = new ArrayList<>();
        for (KeyPair pair : trusted) {
            Path file = directory.resolve("key" + files.size() + ".pem");
            String base64 =
                    Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
            files.add(file);
        }
        rig.verifyKeys = files;
        rig.swap();
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        return generator.generateKeyPair();
    }
}
