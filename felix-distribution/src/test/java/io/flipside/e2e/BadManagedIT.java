// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.Compression;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualDeviceConfig;
import io.flipside.virtual.VirtualRootImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** In managed mode the reason is in the deployment log. */
@ExtendWith(Managed.Server.class)
class BadManagedIT {
    private static final long IMAGE = 2 * Lab.MIB;

    @TempDir
    Path directory;

    private final Managed managed;

    BadManagedIT(Managed managed) {
        this.managed = managed;
    }

    @Test
    void aFailedDeploymentSaysWhyAndTheDeviceStaysAsItWas() throws Exception {
        KeyPair key = Keys.fresh();
        Path pem = Keys.publicPem(directory.resolve("key.pem"), key);
        Path first = Lab.image(directory, VirtualRootImage.healthy("managed-0"), IMAGE);
        managed.api()
                .upload(Lab.artifact(Lab.image(directory, VirtualRootImage.healthy("unsigned"), IMAGE), "unsigned"));
        managed.api()
                .upload(Lab.artifact(
                        Lab.image(directory, VirtualRootImage.healthy("too-large"), 4 * Lab.MIB),
                        "too-large",
                        Compression.NONE,
                        writer -> writer.signer(ArtifactSigner.of(key.getPrivate()))));
        VirtualDeviceConfig config = managed.manage(Lab.config(3 * Lab.MIB)).with("engine.verifyKeys", pem.toString());
        try (VirtualDevice device = Lab.device(directory.resolve("device"), config, first)) {
            String id = managed.accept(device);

            assertFails("unsigned", id, "sign");
            assertFails("too-large", id, "slot-b.img");
            managed.assertRuns(device, id, "managed-0");
            assertThat(device.boots()).as("it never rebooted").isEqualTo(1);
        }
    }

    @Test
    void aMisspeltKeyStopsInstallationsUntilItIsCorrected() throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy("managed-0"), IMAGE);
        managed.api().upload(Lab.artifact(Lab.image(directory, VirtualRootImage.healthy("wanted"), IMAGE), "wanted"));
        VirtualDeviceConfig config = managed.manage(Lab.config(3 * Lab.MIB));
        VirtualDeviceConfig misspelt = config.with("engine.verifyKey", "${data}/key.pem");
        try (VirtualDevice device = Lab.device(directory.resolve("device"), misspelt, first)) {
            String id = managed.accept(device);

            assertFails("wanted", id, "unknown key 'verifyKey', did you mean 'verifyKeys'?");
            assertThat(Command.flipside(device, "status").out())
                    .contains("fault:     io.flipside.engine: unknown key 'verifyKey'");
            assertFails("wanted", id, "unknown key 'verifyKey'");

            device.powerOff();
            device.reconfigure(config);
            device.powerOn();
            assertThat(managed.deployAndAwait("wanted", id)).isEqualTo("success");
            managed.assertRuns(device, id, "wanted");
        }
    }

    private void assertFails(String release, String id, String why) throws Exception {
        String deployment = managed.deploy(release, id);
        assertThat(managed.await(deployment, id)).isEqualTo("failure");
        Eventually.is("the log of " + release + " says " + why, Managed.PATIENCE, () -> log(deployment, id)
                .contains(why));
    }

    /** Empty until the device has sent it: the log follows the status. */
    private String log(String deployment, String device) throws InterruptedException {
        try {
            return managed.api().log(deployment, device);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aServerThatAnswersNonsenseDoesNotDisturbTheAgent() throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy("managed-0"), IMAGE);
        try (BadServer nonsense = BadServer.http(200, "{\"id\":", "Content-Length: 6")) {
            VirtualDeviceConfig config = managed.manage(Lab.config(3 * Lab.MIB)).with("link.server", nonsense.url(""));
            try (VirtualDevice device = Lab.device(directory.resolve("device"), config, first)) {
                device.powerOn();
                Eventually.is(
                        "the agent answers",
                        Managed.PATIENCE,
                        () -> Files.exists(device.files().socket()));

                Command check = Command.flipside(device, "check-update");
                assertThat(check.code()).as(check.toString()).isEqualTo(1);
                assertThat(check.err()).contains("flipside check-update: ").doesNotContain("Exception");
                assertThat(Command.flipside(device, "show-artifact").out()).isEqualTo("managed-0\n");
                assertThat(device.boots()).isEqualTo(1);
            }
        }
    }
}
