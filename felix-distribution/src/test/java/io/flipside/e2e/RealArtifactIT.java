// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualRootImage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the build systems of others write is installed by our device through our server. */
@ExtendWith(Managed.Server.class)
class RealArtifactIT {
    private static final long IMAGE = 8 * Lab.MIB;

    @TempDir
    Path directory;

    private final Managed managed;

    RealArtifactIT(Managed managed) {
        this.managed = managed;
    }

    @BeforeEach
    void needsTheRealTool() {
        Peers.need("mender-artifact", "mender-artifact");
    }

    @Test
    void artifactsOfMenderArtifactAreInstalledWhateverTheirCompression() throws Exception {
        Path first = Lab.image(directory, VirtualRootImage.healthy("real-0"), IMAGE);
        try (VirtualDevice device =
                Lab.device(directory.resolve("device"), managed.manage(Lab.config(9 * Lab.MIB)), first)) {
            String id = managed.accept(device);
            for (String compression : new String[] {"gzip", "none", "lzma"}) {
                String release = "real-" + compression;
                managed.api().upload(written(compression, release));

                assertThat(managed.deployAndAwait(release, id)).as(compression).isEqualTo("success");
                managed.assertRuns(device, id, release);
            }
        }
    }

    private Path written(String compression, String release) throws Exception {
        Path image = Lab.image(directory, VirtualRootImage.healthy(release), IMAGE);
        Path artifact = directory.resolve(release + ".mender");
        Command write = Command.run(
                "mender-artifact",
                "--compression",
                compression,
                "write",
                "rootfs-image",
                "--file",
                image.toString(),
                "--artifact-name",
                release,
                "--device-type",
                Lab.TYPE,
                "--output-path",
                artifact.toString());
        assertThat(write.code()).as(write.toString()).isZero();
        return artifact;
    }
}
