// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.flipside.device.update.OperatorDecision;
import io.flipside.device.update.UpdateRequest.Mode;
import io.flipside.device.updateengine.internal.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device says that it has. */
class InstalledIdentityTest {
    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void device() throws IOException {
        rig = new Rig(directory);
    }

    @Test
    void beforeTheFirstUpdateTheRootFilesystemKnows() throws Exception {
        assertThat(rig.provides()).containsEntry("artifact_name", World.OLD).containsEntry("device_type", "testboard");
    }

    @Test
    void aRootFilesystemThatDoesNotSayItsNameIsUnknown() throws Exception {
        Files.delete(directory.resolve("artifact_info"));
        assertThat(rig.artifactName()).isEqualTo("unknown");
    }

    @Test
    void aSystemOnTrialDoesNotYetProvideItsOwnName() throws Exception {
        rig.start(Mode.STANDALONE, Rig.release(Rig.NEW));
        rig.runToTheEnd();
        rig.restart();
        rig.decide(OperatorDecision.RESUME);
        rig.runToTheEnd();

        assertThat(rig.world.runningSystem()).isEqualTo(Rig.NEW);
        assertThat(rig.artifactName()).isEqualTo(World.OLD);
    }

    @Test
    void whatIsStoredIsRightWhateverTheRootFilesystemSays() throws Exception {
        rig.update(Rig.release(Rig.NEW));
        Files.writeString(directory.resolve("artifact_info"), "artifact_name=something else\n");
        assertThat(rig.artifactName()).isEqualTo(Rig.NEW);
    }

    @Test
    void eachArtifactErasesWhatItSaysItReplaces() throws Exception {
        rig.update(Rig.release(Rig.NEW).provides(Map.of("rootfs-image.version", "2", "radio.version", "9")));
        rig.update(Rig.release("release-3").provides(Map.of("rootfs-image.checksum", "abc")));
        assertThat(rig.provides())
                .isEqualTo(Map.of(
                        "artifact_name", "release-3",
                        "device_type", "testboard",
                        "radio.version", "9",
                        "rootfs-image.checksum", "abc"));
    }

    @Test
    void withoutDeviceTypeItSaysWhatIsMissing() throws Exception {
        Files.writeString(directory.resolve("device_type"), "type=testboard\n");
        assertThatIOException().isThrownBy(rig::provides).withMessageContaining("device_type=...");
    }
}
