// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shortens a start by a quarter with a class data sharing archive: the classes that a start loads, parsed once. The
 * first start lists them, which costs nothing; a process of the lowest priority makes the archive of the list when the
 * server has been ready for a while. Without one, or with one that does not fit, a start only takes longer.
 */
final class ClassArchive {
    private static final String UNFINISHED = "classes.jsa.new.";

    private final Path archive;
    private final Path list;
    private final Path mark;
    private final String fitting;
    private @Nullable Process making;
    private boolean stopped;

    /** Looks into a folder for the archive of these jars. It fits only this Java, and jars that have not changed. */
    ClassArchive(Path folder, List<Path> jars) throws IOException {
        archive = folder.resolve("classes.jsa");
        list = folder.resolve("classes.list");
        mark = folder.resolve("classes.jsa.for");
        StringBuilder text = new StringBuilder();
        for (String property : List.of("java.vm.version", "java.vendor", "java.home")) {
            text.append(System.getProperty(property)).append('\n');
        }
        for (Path jar : jars) {
            text.append(jar).append(' ').append(Files.size(jar)).append(' ');
            text.append(Files.getLastModifiedTime(jar)).append('\n');
        }
        fitting = text.toString();
    }

    /** Whether there is none that fits yet. */
    boolean missing() throws IOException {
        return !Files.exists(archive)
                || !Files.exists(mark)
                || !Files.readString(mark).equals(fitting);
    }

    /** The options of a start: it uses the archive, or lists its classes if one shall be made. */
    List<String> options(boolean make) throws IOException {
        if (!missing()) {
            return List.of("-XX:SharedArchiveFile=" + archive);
        }
        if (!make) {
            return List.of();
        }
        // An archive of other jars would only be complained about.
        Files.deleteIfExists(mark);
        Files.deleteIfExists(archive);
        Files.deleteIfExists(list);
        return List.of("-XX:DumpLoadedClassList=" + list);
    }

    /** Makes the archive from the list of a server's start that is over, unless it ends before. Takes half a minute. */
    void make(String classPath, Process server) throws IOException, InterruptedException {
        deleteUnfinished();
        // Nobody else's, whoever uses this folder at the same time.
        Path made = archive.resolveSibling(UNFINISHED + ProcessHandle.current().pid());
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", JavaCommand.executable()));
        command.addAll(List.of("-Xshare:dump", "-XX:+UseSerialGC", "-Xmx512m"));
        command.add("-XX:SharedClassListFile=" + list);
        command.add("-XX:SharedArchiveFile=" + made);
        command.addAll(List.of("-cp", classPath));
        File log = archive.resolveSibling("classes.log").toFile();
        @Nullable
        Process process =
                begin(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log));
        if (process == null) {
            return;
        }
        while (!process.waitFor(1, TimeUnit.SECONDS)) {
            if (!server.isAlive()) {
                process.destroyForcibly();
            }
        }
        if (process.exitValue() == 0) {
            Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(mark, fitting);
        }
        Files.deleteIfExists(made);
    }

    /** Those of launchers that were killed. */
    private void deleteUnfinished() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(archive.getParent(), UNFINISHED + "*")) {
            for (Path file : left) {
                String pid = file.getFileName().toString().substring(UNFINISHED.length());
                if (!pid.matches("[0-9]{1,18}") || !isOther(Long.parseLong(pid))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOther(long pid) {
        return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
    }

    /** Nothing begins once it was given up: nobody would end it. */
    private synchronized @Nullable Process begin(ProcessBuilder command) throws IOException {
        if (!stopped) {
            making = command.start();
        }
        return making;
    }

    /** Gives up what is being made, and waits for its end. */
    synchronized void stop() {
        stopped = true;
        if (making != null) {
            making.destroyForcibly().onExit().join();
        }
    }
}
