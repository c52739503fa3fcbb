// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Makes ext4 images in a bench's directory, and looks into them with the programs of e2fsprogs. */
public final class ImageBench {
    /** When everything in the images was made, in seconds. */
    public static final long MADE = 1_600_000_000;

    private static final String BASE = "base.ext4";
    private static final Map<String, String> TIME = Map.of("E2FSPROGS_FAKE_TIME", MADE + "");
    private final Workbench bench;
    private final Peer debugfs = Peer.require("debugfs", "e2fsprogs");

    public ImageBench(Workbench bench) {
        this.bench = bench;
    }

    /** Makes a system to begin each test with, in a new directory. */
    public static ImageBench withBase(Path directory) throws IOException {
        var images = new ImageBench(new Workbench(directory));
        images.system(BASE);
        return images;
    }

    public Workbench bench() {
        return bench;
    }

    /** Puts that system back as it was. */
    public void fromBase(String name) throws IOException {
        Files.copy(bench.path(BASE), bench.path(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** A system with the usual links, from {@code /bin} and from {@code /etc/os-release}. */
    public Path system(String name) throws IOException {
        var tree = bench.path("tree-of-" + name);
        for (var directory : List.of("usr/bin", "usr/lib", "etc/mender")) {
            Files.createDirectories(tree.resolve(directory));
        }
        Files.writeString(tree.resolve("usr/lib/os-release"), "NAME=x\n");
        Files.writeString(tree.resolve("etc/mender/artifact_info"), "artifact_name=rel1\n");
        Files.createSymbolicLink(tree.resolve("bin"), Path.of("usr/bin"));
        Files.createSymbolicLink(tree.resolve("etc/os-release"), Path.of("../usr/lib/os-release"));
        Peer.require("mke2fs", "e2fsprogs")
                .runIn(tree, TIME, "-q", "-t", "ext4", "-b", "1024", "-d", tree, bench.path(name), "16M")
                .succeeds();
        return bench.path(name);
    }

    /** Changes an image by requests to debugfs. */
    public void change(String image, String... requests) {
        try {
            var file = Files.write(bench.path("requests"), List.of(requests));
            debugfs.runIn(bench.path("."), TIME, "-w", "-f", file, image).succeeds();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to one request. */
    public String ask(String image, String request) {
        return debugfs.runIn(bench.path("."), Map.of(), "-R", request, image).out();
    }

    /** Puts the present state of a directory into the journal: whoever replays it undoes later changes. */
    public void leaveInJournal(String image, String path) throws IOException {
        var block = ask(image, "blocks " + path).strip();
        try (var in = Files.newInputStream(bench.path(image))) {
            in.skipNBytes(1024L * Long.parseLong(block));
            Files.write(bench.path("block"), in.readNBytes(1024));
        }
        change(image, "jo", "jw -b " + block + " block", "jc");
    }

    /** The image in an artifact. */
    public String unpacked(String artifact) throws IOException {
        var directory = bench.path("unpacked");
        bench.real("dump", "--files", directory, artifact).succeeds();
        try (var files = Files.list(directory)) {
            Files.move(
                    files.findFirst().orElseThrow(), bench.path("unpacked.ext4"), StandardCopyOption.REPLACE_EXISTING);
        }
        return "unpacked.ext4";
    }

    /** What the file system's checker says of an image. */
    public Outcome checked(String image) {
        return Peer.require("e2fsck", "e2fsprogs").runIn(bench.path("."), Map.of(), "-fn", image);
    }
}
