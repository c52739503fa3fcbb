// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks Payara Micro into the data directory at the first start, and reuses it at later ones. This shortens a start
 * by a third. What a former run left in it (its configuration and applications would not start a second time) is put
 * back to how it was.
 */
final class PayaraFolder {
    private static final String MICRO = "payara-micro.jar";
    private static final String WAR = "flipside-server.war";

    private static final int UNUSED_SECONDS = 10;

    private final Path folder;
    private final Path self;

    /** Uses the folder {@code runtime} of a data directory, or the one to which a link of that name leads. */
    PayaraFolder(Path data, Path self) throws IOException {
        Path runtime = data.resolve("runtime");
        this.folder = (Files.isDirectory(runtime) ? runtime : Files.createDirectories(runtime)).toRealPath();
        this.self = self;
    }

    Path folder() {
        return folder;
    }

    Path launcher() {
        return root().resolve("launch-micro.jar");
    }

    Path root() {
        return folder.resolve("payara");
    }

    Path war() {
        return folder.resolve(WAR);
    }

    Path scratch(String name) {
        return folder.resolve(name);
    }

    /** Locked by the server as long as it runs: the folder is its, whatever has become of its launcher. */
    Path lock() {
        return folder.resolve("payara.lock");
    }

    /** Waits for a server whose launcher was killed: it ends by itself, but not at once. */
    void awaitUnused() throws IOException, StartException, InterruptedException {
        try (FileChannel file = FileChannel.open(lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int tries = 0; file.tryLock() == null; tries++) {
                if (tries == UNUSED_SECONDS * 10) {
                    throw new StartException("another server is still using " + folder
                            + ", although its launcher has ended; stop it, or choose another --data");
                }
                Thread.sleep(100);
            }
        }
    }

    /** Makes the folder ready for a start. */
    void prepare() throws IOException, StartException {
        try (ZipFile jar = new ZipFile(self.toFile())) {
            if (outdated(jar, MICRO)) {
                layOut(jar);
                mark(jar, MICRO);
            }
            if (outdated(jar, WAR)) {
                extract(jar, WAR, war());
                mark(jar, WAR);
            }
        }
        for (String left : List.of("applications", "generated", "config")) {
            delete(root().resolve(left));
        }
        copy(folder.resolve("pristine-config"), root().resolve("config"));
    }

    private void layOut(ZipFile jar) throws IOException, StartException {
        delete(root());
        Path micro = folder.resolve(MICRO);
        extract(jar, MICRO, micro);
        run(List.of(
                JavaCommand.executable(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                micro.toString(),
                "--rootdir",
                root().toString(),
                "--outputlauncher"));
        Files.delete(micro);
        delete(folder.resolve("pristine-config"));
        copy(root().resolve("config"), folder.resolve("pristine-config"));
    }

    private void run(List<String> command) throws IOException, StartException {
        Path log = folder.resolve("unpack.log");
        Process unpacking = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (unpacking.waitFor() != 0) {
                throw new StartException("unpacking the server failed; see " + log);
            }
        } catch (InterruptedException e) {
            unpacking.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while unpacking");
        }
    }

    /** The entry's checksum tells whether what was unpacked is still what is in the jar. */
    private boolean outdated(ZipFile jar, String name) throws IOException {
        Path mark = folder.resolve(name + ".crc");
        return !Files.exists(mark) || !Files.readString(mark).equals(crc(jar, name));
    }

    private void mark(ZipFile jar, String name) throws IOException {
        Files.writeString(folder.resolve(name + ".crc"), crc(jar, name));
    }

    private static String crc(ZipFile jar, String name) throws IOException {
        return Long.toHexString(entry(jar, name).getCrc());
    }

    /** Copies an entry of a jar to a file. */
    static void extract(ZipFile jar, String name, Path target) throws IOException {
        try (InputStream content = jar.getInputStream(entry(jar, name))) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static ZipEntry entry(ZipFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            throw new IOException(jar.getName() + " is incomplete: it has no " + name);
        }
        return entry;
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
