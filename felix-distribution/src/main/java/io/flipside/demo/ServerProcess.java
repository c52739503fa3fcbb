// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Runs the management server in a process of its own, on loopback, with an empty database. */
public final class ServerProcess implements Closeable {
    /** The first administrator, for a server that nobody else can reach. */
    public static final String USER = "admin@example.com";

    /** Its password. */
    public static final String PASSWORD = "flipside-demo";

    private static final String ARCHIVE = "FLIPSIDE_CLASS_ARCHIVE_SECONDS";
    private static final int USUAL_PORT = 8080;
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final URI address;
    private final Path log;
    private final boolean archives;

    private ServerProcess(Process process, URI address, Path log, boolean archives) {
        this.process = process;
        this.address = address;
        this.log = log;
        this.archives = archives;
    }

    /** Starts it, and returns before it is ready. */
    public static ServerProcess start(Path jar, Path directory, OptionalInt port) throws IOException {
        if (!Files.exists(jar)) {
            throw new DemoException(jar + " is missing; build it with `mvn -Dquick package`");
        }
        Files.createDirectories(directory);
        int chosen = port.isPresent() ? requireFree(port.getAsInt()) : free(0);
        Path log = directory.resolve("server.log");
        ProcessBuilder command = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-jar",
                jar.toString(),
                "--port",
                Integer.toString(chosen),
                "--data",
                directory.resolve("data").toString(),
                // Its input is a pipe from this process, however this one ends.
                "--until-input-ends"));
        command.environment().put("FLIPSIDE_ADMIN_EMAIL", USER);
        command.environment().put("FLIPSIDE_ADMIN_PASSWORD", PASSWORD);
        // A tour is over before a better compiler would pay.
        command.environment().putIfAbsent("FLIPSIDE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        // As soon as it is ready; the next one starts sooner.
        command.environment().putIfAbsent(ARCHIVE, "5");
        command.redirectErrorStream(true);
        command.redirectOutput(log.toFile());
        boolean archives = !"0".equals(command.environment().get(ARCHIVE));
        return new ServerProcess(command.start(), URI.create("http://127.0.0.1:" + chosen), log, archives);
    }

    /** The usual port if it is free, else any other. */
    static int usualPort() throws IOException {
        try {
            return free(USUAL_PORT);
        } catch (IOException taken) {
            return free(0);
        }
    }

    /** Whoever listens there already would be taken for the server. */
    private static int requireFree(int port) throws IOException {
        try {
            return free(port);
        } catch (IOException e) {
            throw new DemoException("port " + port + " is in use already; choose another --port", e);
        }
    }

    private static int free(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it says that it is ready: somebody else might answer at its address. */
    public void awaitReady() throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!Files.readString(log).contains("ready at " + address)) {
            if (!process.isAlive() || Instant.now().isAfter(limit)) {
                throw new DemoException("the server does not start; its log " + log + " ends with:\n" + tail());
            }
            Thread.sleep(100);
        }
    }

    /** Whether it makes an archive of its classes if there is none. */
    boolean archives() {
        return archives && process.isAlive();
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** Where it answers. */
    public URI address() {
        return address;
    }

    /** Its process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Stops it as an operator would, and makes sure that it has ended. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
