// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts the child JVM in which Payara runs, with its options and configuration files. */
final class PayaraProcessStarter {
    private static final String LISTENER =
            "set configs.config.server-config.network-config.network-listeners." + "network-listener.http-listener.";
    private static final String HTTP =
            "set configs.config.server-config.network-config.protocols.protocol.http-listener.http.";
    private static final String TCP = "set configs.config.server-config.network-config.transports.transport.tcp.";

    /** Ten times the defaults: starting is thousands of methods that run for a moment, and not worth optimising. */
    private static final List<String> PATIENT_COMPILER = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private final ServerOptions options;
    private final int port;
    private final PayaraFolder runtime;
    private final Path self;
    private final FailureRecords records;
    private volatile @Nullable ClassArchive archive;

    PayaraProcessStarter(ServerOptions options, int port, PayaraFolder runtime, Path self, FailureRecords records) {
        this.options = options;
        this.port = port;
        this.runtime = runtime;
        this.self = self;
        this.records = records;
    }

    /** Starts it in a folder that is ready, with these environment variables in addition to this process's own. */
    Process start(Map<String, String> environment) throws IOException {
        ClassArchive found = new ClassArchive(runtime.folder(), List.of(runtime.launcher(), self));
        archive = found;
        List<String> command = new ArrayList<>();
        command.add(JavaCommand.executable());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError"));
        // Else each thread keeps, outside of the heap, a buffer as large as the largest one that it ever sent.
        command.add("-Djdk.nio.maxCachedBufferSize=" + (256 << 10));
        // What a start needs anyway; the default is reached three times on the way, each time with a full collection.
        command.add("-XX:MetaspaceSize=128m");
        command.addAll(PATIENT_COMPILER);
        command.addAll(found.options(!options.archiveAfter().isZero()));
        command.addAll(records.options());
        command.addAll(userOptions());
        command.addAll(JavaCommand.opened(runtime.launcher()));
        command.add("-Dflipside.data=" + (endsUrls() ? "." : options.data()));
        command.addAll(List.of("-cp", classPath(), PayaraMain.class.getName()));
        command.addAll(List.of("--flipside-url", url()));
        command.addAll(List.of("--flipside-lock", runtime.lock().toString()));
        command.addAll(payaraArguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        if (endsUrls()) {
            builder.directory(options.data().toFile());
        }
        // The child reads from its input until that ends, which it does when this process dies, however it dies.
        return builder.start();
    }

    /** To H2, options begin at a semicolon, and no other writing of it is known: then the path is a relative one. */
    private boolean endsUrls() {
        return options.data().toString().contains(";");
    }

    /** Makes the class archive for later starts if there is none, once this server is ready, in a thread of its own. */
    void archiveClasses(Process server) {
        ClassArchive found = archive;
        if (found != null) {
            Thread thread = new Thread(() -> awaitAndArchive(found, server), "class-archive");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void awaitAndArchive(ClassArchive found, Process server) {
        Duration every = options.archiveAfter();
        if (every.isZero()) {
            return;
        }
        try {
            while (found.missing() && !server.waitFor(every.toSeconds(), TimeUnit.SECONDS)) {
                if (PayaraMain.health(url()).startsWith("200")) {
                    found.make(classPath(), server);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("flipside-server: later starts will not be faster than this one: " + e.getMessage());
        }
    }

    /** Gives up what runs beside the server. */
    void stop() {
        ClassArchive found = archive;
        if (found != null) {
            found.stop();
        }
    }

    private String classPath() {
        return runtime.launcher() + File.pathSeparator + self;
    }

    private String url() {
        return "http://" + host() + ":" + port;
    }

    private static List<String> userOptions() {
        String text = Map.copyOf(System.getenv())
                .getOrDefault("FLIPSIDE_JAVA_OPTS", "")
                .strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    private String host() {
        return switch (options.address()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> options.address().contains(":") ? "[" + options.address() + "]" : options.address();
        };
    }

    private List<String> payaraArguments() throws IOException {
        return List.of(
                "--port",
                Integer.toString(port),
                // Not --nocluster too: it would cancel this one, and Hazelcast would listen on every interface.
                "--nohazelcast",
                "--disablephonehome",
                "--minhttpthreads",
                "4",
                // Transfers, and bodies that are still to come, hold one each: ArtifactDownloadServlet,
                // UploadFormReader and
                // BodyReader bound how many, so that some are always left.
                "--maxhttpthreads",
                "256",
                "--logproperties",
                logging().toString(),
                "--prebootcommandfile",
                preBoot().toString(),
                "--deploy",
                runtime.war().toString());
    }

    /** Payara has no option for the address, for what it shall not do, and for requests that take longer than 15 minutes. */
    private Path preBoot() throws IOException {
        List<String> commands = List.of(
                LISTENER + "address=" + options.address(),
                // It would inflate requests, too: a few KiB of them fill the heap.
                HTTP + "compression=off",
                // Without bounds of its own: two connections keep every thread.
                HTTP + "http2-enabled=false",
                // What a refused request still sends is thrown away, without a thread.
                HTTP + "max-swallowing-input-bytes=" + (64 << 20),
                // A transfer of which nothing has moved for so long ends.
                TCP + "read-timeout-millis=60000",
                TCP + "write-timeout-millis=60000",
                // Up to four times as much waits on the heap for a receiver; the kernel's own choice is megabytes.
                TCP + "socket-write-buffer-size=" + (64 << 10),
                HTTP + "request-timeout-seconds=-1",
                HTTP + "xpowered-by=false",
                HTTP + "server-header=false");
        return write("pre-boot.txt", commands);
    }

    private Path logging() throws IOException {
        return write(
                "logging.properties",
                List.of(
                        "handlers=java.util.logging.ConsoleHandler",
                        "java.util.logging.ConsoleHandler.level=ALL",
                        "java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter",
                        "java.util.logging.ConsoleHandler.filter=" + StartLogFilter.class.getName(),
                        "java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n",
                        ".level=WARNING",
                        "io.flipside.level=INFO",
                        "org.flywaydb.level=SEVERE",
                        // A stranger's malformed or aborted request, with its stack; its sender gets a 400.
                        "org.glassfish.grizzly.filterchain.DefaultFilterChain.level=SEVERE",
                        // Old certificates in Payara's trust store, which nothing here uses.
                        "javax.enterprise.system.security.ssl.level=SEVERE"));
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(runtime.scratch(name), lines);
    }
}
