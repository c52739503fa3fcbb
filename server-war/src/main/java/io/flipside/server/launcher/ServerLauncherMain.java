// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts the server from {@code flipside-server.jar}: prepares Payara's folder, and runs Payara in a child JVM. The
 * child gets the options that it needs and that the user should not have to know. It ends with this process.
 */
public final class ServerLauncherMain {
    private static final int SHORTEST_PASSWORD = 8;

    private ServerLauncherMain() {}

    /** Exit codes: 0 stopped as asked, 1 could not start or broke down, 2 the command line makes no sense. */
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
            System.out.println(ServerOptions.USAGE);
            return;
        }
        if (List.of(arguments).contains("--version")) {
            System.out.println("flipside-server "
                    + Objects.requireNonNullElse(
                            ServerLauncherMain.class.getPackage().getImplementationVersion(), "of unknown version"));
            return;
        }
        try {
            if (arguments.length > 0 && arguments[0].equals(PasswordResetCommand.NAME)) {
                System.exit(PasswordResetCommand.run(List.of(arguments)));
            }
            Map<String, String> environment = Map.copyOf(System.getenv());
            System.exit(run(ServerOptions.parse(List.of(arguments), environment), DatabaseSettings.of(environment)));
        } catch (ServerOptions.Mistake e) {
            System.err.println("flipside-server: " + e.getMessage() + "\n" + ServerOptions.USAGE);
            System.exit(2);
        } catch (StartException | IOException e) {
            System.err.println("flipside-server: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int run(ServerOptions options, DatabaseSettings database)
            throws StartException, IOException, InterruptedException {
        DataFolder data = new DataFolder(options.data());
        data.prepare();
        warnOfPlainText(options.address());
        try (FileChannel file = FileChannel.open(
                        options.data().resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(file, options.data())) {
            if (!lock.isValid()) {
                throw new StartException("lost the lock on " + options.data());
            }
            requireGoodPassword(options);
            return serve(options, database);
        } catch (IOException e) {
            if (data.isCauseOf(e)) {
                throw data.unusable(e);
            }
            throw e;
        }
    }

    private static int serve(ServerOptions options, DatabaseSettings database)
            throws StartException, IOException, InterruptedException {
        int port = freePort(options);
        Path self = self();
        PayaraFolder runtime = new PayaraFolder(options.data(), self);
        FailureRecords records = new FailureRecords(options.data());
        PayaraProcessStarter starter = new PayaraProcessStarter(options, port, runtime, self, records);
        MonitoredServer server = new MonitoredServer(records, () -> {
            runtime.awaitUnused();
            runtime.prepare();
            new DatabaseProbe(database, runtime.war()).await();
            Process process = starter.start(database.environment());
            starter.archiveClasses(process);
            return process;
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            starter.stop();
            server.stop();
        }));
        if (options.untilInputEnds()) {
            Thread watch = new Thread(() -> PayaraMain.endWithInput(), "input-watch");
            watch.setDaemon(true);
            watch.start();
        }
        return server.run();
    }

    /** The server speaks no TLS itself. */
    private static void warnOfPlainText(String address) throws StartException {
        try {
            if (!InetAddress.getByName(address).isLoopbackAddress()) {
                System.err.println("flipside-server: WARNING: listening on " + address
                        + " without TLS: passwords and tokens can be read on their way; listen on 127.0.0.1 behind a"
                        + " proxy that speaks TLS, and name it in FLIPSIDE_PROXIES");
            }
        } catch (UnknownHostException e) {
            throw new StartException("there is no address " + address + "; choose another --address");
        }
    }

    private static FileLock lock(FileChannel file, Path data) throws IOException, StartException {
        @Nullable FileLock lock = file.tryLock();
        if (lock == null) {
            throw new StartException("another server is using " + data + "; stop it, or choose another --data");
        }
        return lock;
    }

    /** The server itself would refuse it only after a start, at length; with a database it is not asked for. */
    private static void requireGoodPassword(ServerOptions options) throws StartException, IOException {
        String password = System.getenv("FLIPSIDE_ADMIN_PASSWORD");
        boolean asked = password != null && !password.isEmpty() && System.getenv("FLIPSIDE_DB_URL") == null;
        try (Stream<Path> database = Files.list(options.data().resolve("database"))) {
            if (asked && database.findAny().isEmpty() && password.length() < SHORTEST_PASSWORD) {
                throw new StartException("FLIPSIDE_ADMIN_PASSWORD is too short; choose a password of at least "
                        + SHORTEST_PASSWORD + " characters");
            }
        }
    }

    private static int freePort(ServerOptions options) throws StartException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getByName(options.address()), options.port()));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException("cannot listen on " + options.address() + ":" + options.port() + " ("
                    + e.getMessage() + "); choose another --port or --address");
        }
    }

    private static Path self() {
        try {
            return Path.of(ServerLauncherMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException("cannot find my own jar", e));
        }
    }
}
