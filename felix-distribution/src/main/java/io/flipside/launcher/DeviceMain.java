// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import io.flipside.device.console.control.CommandNames;
import io.flipside.device.console.control.ControlClient;
import io.flipside.device.console.control.ControlRequest;
import io.flipside.device.console.control.StreamTerminal;
import io.flipside.device.console.control.UsageText;
import io.flipside.device.support.config.ConfigurationSchema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarFile;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent on the device, or runs one command of the device. {@code daemon} runs the agent until SIGTERM; any
 * other command goes to the agent that runs on the same data directory or, if there is none, is done in this process,
 * without a server.
 */
public final class DeviceMain {
    private static final System.Logger LOG = System.getLogger("flipside.launcher");
    private static final int ERROR = 1;

    private final Path home;
    private final CommandLine line;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable AgentFramework agent;

    private DeviceMain(Path home, CommandLine line) {
        this.home = home;
        this.line = line;
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        Path home = Path.of(System.getProperty("flipside.home", "."));
        try {
            CommandLine line = CommandLine.parse(arguments, home);
            if (line.command().isEmpty()
                    || List.of("help", "--help", "-h").contains(line.command().get(0))) {
                System.out.println(UsageText.TEXT);
                return line.command().isEmpty() ? ERROR : 0;
            }
            if (line.command().contains("--help") || line.command().contains("-h")) {
                System.out.println(UsageText.TEXT);
                return 0;
            }
            String name = line.command().get(0);
            if (!name.equals("daemon") && !CommandNames.ALL.contains(name)) {
                throw new LaunchException("unknown command '" + name + "'; `flipside help` lists them");
            }
            return new DeviceMain(home, line).run();
        } catch (IOException e) {
            System.err.println("flipside: " + e.getMessage());
        } catch (InterruptedException e) {
            System.err.println("flipside: interrupted");
        } catch (RuntimeException e) {
            // The outermost edge: threads of the framework would keep the process alive for ever.
            LOG.log(System.Logger.Level.ERROR, "a defect of the launcher", e);
        }
        return ERROR;
    }

    private int run() throws IOException, InterruptedException {
        DeviceConfigFile config = DeviceConfigFile.read(line.config(), line.data());
        boolean daemon = line.command().get(0).equals("daemon");
        if (!daemon) {
            Optional<SocketChannel> running = running(config);
            if (running.isPresent()) {
                return ControlClient.call(
                        running.get(),
                        new ControlRequest(
                                Path.of("").toAbsolutePath(), Boolean.getBoolean("flipside.terminal"), line.command()),
                        StreamTerminal.standard());
            }
            // A daemon starts all the same: it installs nothing, but it polls and can be repaired.
            config.check(line.config(), schemas());
        }
        FileChannel lock = lock();
        try {
            return daemon ? daemon(config) : once(config);
        } finally {
            lock.close();
        }
    }

    private List<ConfigurationSchema> schemas() throws IOException {
        List<ConfigurationSchema> schemas = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.resolve("bundles"), "*.jar")) {
            for (Path jar : jars) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    schemas.addAll(ConfigurationSchema.of(file));
                }
            }
        }
        return schemas;
    }

    private static Optional<SocketChannel> running(DeviceConfigFile config) throws IOException {
        Optional<String> socket = config.value("console", "socket");
        return socket.isPresent() ? ControlClient.connect(Path.of(socket.get())) : Optional.empty();
    }

    /** One process at a time works on a data directory: two engines would each undo what the other does. */
    private FileChannel lock() throws IOException {
        Files.createDirectories(line.data());
        Path file = line.data().resolve("agent.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new LaunchException(line.data()
                    + ": another flipside process works here and does not answer on console.socket; if it has just"
                    + " started, try again, else wait until it has ended");
        }
        return channel;
    }

    private int daemon(DeviceConfigFile config) throws IOException, InterruptedException {
        LoggingSetup.configure(Level.INFO);
        try (AgentFramework running = start(config)) {
            Optional.ofNullable(Long.getLong("flipside.supervisor"))
                    .ifPresent(supervisor -> endWith(supervisor, running));
            LOG.log(System.Logger.Level.INFO, "agent running, data in {0}", line.data());
            running.await();
            return 0;
        } finally {
            ended.set(true);
        }
    }

    /** A virtual device ends with the process that plays its power supply. */
    private static void endWith(long supervisor, AgentFramework agent) {
        Thread watch = new Thread(
                () -> {
                    ProcessHandle.of(supervisor)
                            .ifPresent(process -> process.onExit().join());
                    stop(agent);
                },
                "flipside-supervisor");
        watch.setDaemon(true);
        watch.start();
    }

    private static void stop(AgentFramework agent) {
        try {
            agent.close();
        } catch (IOException e) {
            System.err.println("flipside: " + e.getMessage());
        }
    }

    private int once(DeviceConfigFile config) throws IOException {
        LoggingSetup.configure(Level.WARNING);
        // Without the server's approver, going on with a managed update would fail it, or reboot the device unasked.
        DeviceConfigFile alone = config.without("link").without("console").with("engine", "managed", "false");
        try (AgentFramework running = start(alone)) {
            return running.run(line.command());
        } finally {
            ended.set(true);
        }
    }

    /** A signal stops the bundles in order, however far they have come; whatever was going on is in the journal. */
    private AgentFramework start(DeviceConfigFile config) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "flipside-stop"));
        AgentFramework started = AgentFramework.empty(line.data());
        agent = started;
        try {
            started.fill(home.resolve("bundles"), config);
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        }
    }

    private void stopOnSignal() {
        if (ended.get()) {
            return;
        }
        AgentFramework running = agent;
        if (running != null) {
            stop(running);
        }
        boolean daemon = line.command().get(0).equals("daemon");
        // The signal is the way to end a daemon, and no failure.
        Runtime.getRuntime().halt(daemon ? 0 : ERROR);
    }
}
