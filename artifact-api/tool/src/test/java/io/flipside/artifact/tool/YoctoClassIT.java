// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.tool.testing.Peer;
import io.flipside.artifact.tool.testing.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Yocto class, expanded with the names that images have in a release and run as BitBake's task runs it. */
class YoctoClassIT {
    private static final Path ROOT = Path.of(System.getProperty("flipside.root"), "artifact-api/tool");
    private static final Path FILES = ROOT.resolve("src/test/resources/yocto");
    private static final String FIRST_BUILD = "20260101000000";

    @TempDir
    private Path directory;

    private Workbench bench;
    private Path deployed;
    private String settings = "";

    @BeforeEach
    void prepare() throws IOException {
        bench = new Workbench(directory);
        deployed = Files.createDirectory(directory.resolve("deploy"));
        var scripts = Files.createDirectory(directory.resolve("states"));
        Files.copy(directory.resolve("ArtifactCommit_Leave_99"), scripts.resolve("ArtifactCommit_Leave_99"));
    }

    /** Says more in local.conf. */
    private void set(String name, Object value) {
        settings += name + " = \"" + value + "\"\n";
    }

    /** What BitBake makes of a variable or function. */
    private String expanded(String release, String time, String name) throws IOException {
        var local = Files.writeString(
                directory.resolve("local.conf"),
                "MACHINE = \"qemuarm64\"\nDISTRO_VERSION = \"1.0\"\nsysconfdir = \"/etc\"\nDATETIME = \"" + time
                        + "\"\n"
                        + "IMGDEPLOYDIR = \"" + deployed + "\"\nIMAGE_ROOTFS = \"" + directory.resolve("root") + "\"\n"
                        + "FLIPSIDE_TOOL = \"" + Peer.ourJar(directory).program() + "\"\n" + settings);
        return Peer.require("python3", "python3")
                .run(FILES.resolve("expand.py"), name, local, FILES.resolve(release + ".conf"), ourClass())
                .succeeds()
                .out();
    }

    private static Path ourClass() {
        return ROOT.resolve("yocto/flipside-image.bbclass");
    }

    private void shell(String body) {
        Peer.require("sh", "dash")
                .runIn(directory, Map.of(), "-e", "-c", body + "\ncd " + deployed)
                .succeeds();
    }

    /** As do_image_ext4 leaves it, with create_symlinks behind it. */
    private void image(String release, String time) throws IOException {
        var name = expanded(release, time, "FILE_OF_EXT4");
        Files.copy(directory.resolve("image"), deployed.resolve(name));
        var link = Optional.of(expanded(release, time, "IMAGE_LINK_NAME")).filter(text -> !text.isEmpty());
        if (link.isPresent()) {
            Files.createSymbolicLink(deployed.resolve(link.get() + ".ext4"), Path.of(name));
        }
    }

    /** The artifact, where the build looks for it after do_image_mender. */
    private Path artifact(String release, String time) throws IOException {
        shell(expanded(release, time, "IMAGE_CMD:mender"));
        return deployed.resolve(expanded(release, time, "FILE_OF_MENDER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0", "5.0", "6.0"})
    void theArtifactIsWhereTheBuildLooksForIt(String release) throws IOException {
        set("FLIPSIDE_ARTIFACT_NAME", "release-1");
        set("FLIPSIDE_DEVICE_TYPES", "board-a board-b");
        set("FLIPSIDE_STATE_SCRIPTS", directory.resolve("states"));
        set("FLIPSIDE_SIGNING_KEY", directory.resolve("ec.key"));
        set("FLIPSIDE_ARTIFACT_ARGS", "--depends a:b");
        image(release, FIRST_BUILD);
        var artifact = artifact(release, FIRST_BUILD);
        bench.real("validate", "-k", "ec.pub", artifact).succeeds();
        assertThat(bench.real("read", "--no-progress", artifact).succeeds().out())
                .contains("Name: release-1", "'[board-a board-b]'", "ArtifactCommit_Leave_99", "a: b")
                .contains(".ext4")
                .doesNotContain(FIRST_BUILD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0", "5.0", "6.0"})
    void anArtifactCanBeMadeOfTheImageOfAnEarlierBuildAndIsTheSame(String release) throws IOException {
        image(release, FIRST_BUILD);
        var first = artifact(release, FIRST_BUILD);
        var second = artifact(release, "20260202000000");
        assertThat(second).isNotEqualTo(first).hasSameBinaryContentAs(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0", "5.0", "6.0"})
    void imagesWithoutLinksAreFoundByTheirNames(String release) throws IOException {
        set("IMAGE_LINK_NAME", "");
        set("IMAGE_NAME", "own-name${IMAGE_VERSION_SUFFIX}");
        image(release, FIRST_BUILD);
        bench.real("validate", artifact(release, FIRST_BUILD)).succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0", "5.0", "6.0"})
    void imagesWithoutSuffixAreFoundByTheirNames(String release) throws IOException {
        set("IMAGE_NAME_SUFFIX", "");
        image(release, FIRST_BUILD);
        bench.real("validate", artifact(release, FIRST_BUILD)).succeeds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0", "5.0", "6.0"})
    void theRootFilesystemLearnsItsRelease(String release) throws IOException {
        shell(expanded(release, FIRST_BUILD, "flipside_artifact_info"));
        assertThat(directory.resolve("root/etc/flipside/artifact_info"))
                .hasContent("artifact_name=core-image-minimal-1.0");
    }
}
