// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A directory with what goes into artifacts: files, an image, a script, keys. Commands are run in it. */
public final class Workbench {
    private static final int IMAGE_SIZE = 2 << 20;
    private final Path directory;
    private final Peer menderArtifact = Peer.menderArtifact();

    public Workbench(Path directory) throws IOException {
        this.directory = directory;
        write("hello.txt", "hello\n");
        write("b", "bb\n");
        write("meta.json", "{\"b\":\"c\",\"a\":{\"y\":[1,2]}}");
        write("ArtifactInstall_Enter_01_x", "#!/bin/sh\n");
        write("ArtifactCommit_Leave_99", "#!/bin/sh\nexit 0\n");
        var bytes = new byte[IMAGE_SIZE];
        new Random(7).nextBytes(bytes);
        Arrays.fill(bytes, IMAGE_SIZE / 4, IMAGE_SIZE, (byte) 'x');
        Files.write(path("image"), bytes);
        keys();
    }

    private void keys() throws IOException {
        var openssl = Peer.require("openssl", "openssl");
        run(openssl, "genrsa", "-traditional", "-out", "rsa.key", "3072");
        run(openssl, "rsa", "-in", "rsa.key", "-pubout", "-out", "rsa.pub");
        run(openssl, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ec.key");
        run(openssl, "ec", "-in", "ec.key", "-pubout", "-out", "ec.pub");
        run(openssl, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "other.key");
        run(openssl, "ec", "-in", "other.key", "-pubout", "-out", "other.pub");
    }

    private void run(Peer peer, Object... arguments) {
        peer.runIn(directory, Map.of(), arguments).succeeds();
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    /** Writes a text that can be executed. */
    public Path write(String name, String text) throws IOException {
        var file = Files.writeString(path(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs the real tool here. */
    public Outcome real(Object... arguments) {
        return menderArtifact.runIn(directory, Map.of(), arguments);
    }

    /** Runs our tool; names of files that are or will be here are resolved. */
    public Outcome ours(Object... arguments) {
        return new OurTool().run(Stream.of(arguments).map(this::resolved).toArray());
    }

    private Object resolved(Object argument) {
        var text = argument.toString();
        boolean file = text.endsWith(".mender")
                || text.contains(".mender:")
                || (!text.isEmpty() && !text.startsWith("-") && !text.contains("/") && Files.exists(path(text)));
        return file ? path(text) + (text.endsWith("/") ? "/" : "") : argument;
    }

    /** What the real tool says of an artifact. */
    public String realText(String artifact) {
        return real("read", "--no-progress", artifact).succeeds().out();
    }

    /** The same without times: ours are those that reproducible builds want. */
    public static String withoutTimes(String text) {
        return text.replaceAll("(?m)^ *modified:.*$", "");
    }

    /** Arguments, separated by blanks. */
    public static Object[] words(String... texts) {
        return List.of(texts).stream()
                .flatMap(text -> Stream.of(text.split(" +")))
                .filter(word -> !word.isEmpty())
                .toArray();
    }
}
