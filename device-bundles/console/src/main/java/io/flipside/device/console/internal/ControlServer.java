// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.console.control.ControlClient;
import io.flipside.device.console.control.ControlRequest;
import io.flipside.device.console.control.ReplyTerminal;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Accepts a few connections at a time on the control channel, and runs one command for each. */
final class ControlServer {
    private static final System.Logger LOG = System.getLogger("flipside.console");
    private static final int MAX_SESSIONS = 8;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Path socket;
    private final CommandDispatcher table;
    private final Map<Thread, SocketChannel> sessions = new ConcurrentHashMap<>();
    private @Nullable ServerSocketChannel channel;
    private @Nullable Object socketKey;

    ControlServer(Path socket, CommandDispatcher table) {
        this.socket = socket;
        this.table = table;
    }

    synchronized void start() throws IOException {
        ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socketKey = bind(opened);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
        Thread acceptor = new Thread(() -> accept(opened), "flipside-control");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** The socket gets its name only after nobody else may connect to it; that also replaces one left by a crash. */
    private @Nullable Object bind(ServerSocketChannel opened) throws IOException {
        Path parent = Objects.requireNonNull(socket.toAbsolutePath().getParent());
        Files.createDirectories(parent);
        Path shelter = parent.resolve(".control");
        Files.createDirectories(
                shelter, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = shelter.resolve("s");
        Files.deleteIfExists(fresh);
        opened.bind(ControlClient.address(fresh));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, socket, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(shelter);
        return key();
    }

    private @Nullable Object key() throws IOException {
        return Files.readAttributes(socket, BasicFileAttributes.class).fileKey();
    }

    private void accept(ServerSocketChannel opened) {
        try {
            while (true) {
                SocketChannel session = opened.accept();
                if (sessions.size() >= MAX_SESSIONS) {
                    session.close();
                    continue;
                }
                Thread thread = new Thread(() -> serve(session), "flipside-control-session");
                thread.setDaemon(true);
                sessions.put(thread, session);
                thread.start();
            }
        } catch (ClosedChannelException stopped) {
            LOG.log(System.Logger.Level.DEBUG, "control channel closed");
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the control channel has broken, commands can't reach this agent: {0}",
                    e.getMessage());
        }
    }

    private void serve(SocketChannel session) {
        try (session;
                Reader in = Channels.newReader(session, StandardCharsets.UTF_8);
                Writer out = Channels.newWriter(session, StandardCharsets.UTF_8)) {
            ControlRequest request = ControlRequest.read(in);
            ReplyTerminal terminal = new ReplyTerminal(out, request.interactive());
            terminal.exit(table.run(request.arguments(), request.directory(), terminal));
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a control session ended early: {0}", e.getMessage());
        } finally {
            sessions.remove(Thread.currentThread());
        }
    }

    /**
     * Ends the channel and its sessions, but not the session that this is called from or caused by: the one that
     * replaces this very bundle still has to tell how that went.
     */
    synchronized void stop() {
        close();
        sessions.keySet().removeIf(thread -> thread == Thread.currentThread() || BundleCommands.isSwapping(thread));
        sessions.keySet().forEach(Thread::interrupt);
        try {
            for (Thread thread : sessions.keySet()) {
                thread.join(STOP_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        ServerSocketChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
                if (Files.exists(socket) && Objects.equals(socketKey, key())) {
                    Files.delete(socket);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} was not removed: {1}", socket, e.getMessage());
        }
    }
}
