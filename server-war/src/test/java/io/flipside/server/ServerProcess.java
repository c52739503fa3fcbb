// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar, running on a free port of loopback with an empty database, until it is closed. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
    private static final String EMAIL = "admin@example.com";
    private static final String PASSWORD = "correct-horse-battery";

    private static final String QUICK = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m";

    private static final Path TARGET = Path.of(System.getProperty("flipside.root"), "server-war", "target");

    private final Process process;
    private final URI uri;
    private final Path log;

    private ServerProcess(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /** Starts it with its data below this directory, and waits until it can be used. */
    public static ServerProcess start(Path directory) throws IOException, InterruptedException {
        return start(directory, Map.of());
    }

    /** The same, with more or other environment variables. */
    public static ServerProcess start(Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        TestRuntimes.link(TARGET, directory.resolve("data"));
        return startUnlinked(directory, environment);
    }

    /** The same, but the server unpacks its runtime into its own directory, as it does at a user's first start. */
    static ServerProcess startUnlinked(Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path jar = TARGET.resolve("flipside-server.jar");
        Path log = Files.createDirectories(directory).resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "--port",
                        "0",
                        "--data",
                        directory.resolve("data").toString(),
                        "--until-input-ends")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "FLIPSIDE_ADMIN_EMAIL", EMAIL,
                        "FLIPSIDE_ADMIN_PASSWORD", PASSWORD,
                        "FLIPSIDE_JAVA_OPTS", QUICK));
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new ServerProcess(process, awaitReady(process, log), log);
    }

    /** Runs the jar with these arguments; errors are in its output. */
    static Process command(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                TARGET.resolve("flipside-server.jar").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Waits until it was ready a second time. */
    void awaitReadyAgain() throws Exception {
        Eventually.is(
                "it is ready again", START, () -> READY.matcher(log()).results().count() == 2);
    }

    private static URI awaitReady(Process process, Path log) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START);
        while (Instant.now().isBefore(deadline)) {
            Matcher matcher = READY.matcher(Files.readString(log));
            if (matcher.find()) {
                return URI.create(matcher.group(1));
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        stop(process);
        throw new IOException("the server did not start; it said:\n" + Files.readString(log));
    }

    public URI uri() {
        return uri;
    }

    /** The Java that runs the server itself, a child of the one that was started. */
    public ProcessHandle java() {
        return process.children().findFirst().orElseThrow();
    }

    /** What it said so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Asks it to stop, and answers its exit code. */
    public int stop() throws InterruptedException {
        stop(process);
        return process.exitValue();
    }

    /** Ends its input, as the death of who started it does, and answers its exit code. */
    int endInput() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor();
    }

    /** Ends it at once, as a power cut does. */
    public void kill() throws InterruptedException {
        ProcessHandle java = java();
        java.destroyForcibly();
        process.destroyForcibly().waitFor();
        java.onExit().join();
    }

    /** Ends only the one that was started, at once. */
    public void killLauncher() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it stand still in the middle of whatever it is doing. */
    public void pause() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", String.valueOf(java().pid()))
                .start()
                .waitFor();
    }

    public String email() {
        return EMAIL;
    }

    public String password() {
        return PASSWORD;
    }

    @Override
    public void close() {
        try {
            stop(process);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
