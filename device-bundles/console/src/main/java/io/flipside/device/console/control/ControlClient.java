// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Sends a command to the running agent over its control channel, a Unix domain socket. */
public final class ControlClient {
    /** What Linux allows, less one for the final zero. */
    private static final int MAX_PATH = 107;

    private ControlClient() {}

    /**
     * Where a socket is, for the kernel: an absolute path that is too long for it is replaced by a relative one.
     *
     * @throws IOException if both are too long
     */
    public static UnixDomainSocketAddress address(Path socket) throws IOException {
        Path shortest = socket;
        if (length(socket) > MAX_PATH) {
            shortest = Path.of("").toAbsolutePath().relativize(socket.toAbsolutePath());
        }
        if (length(shortest) > MAX_PATH) {
            throw new IOException(socket + ": longer than the " + MAX_PATH
                    + " bytes that a socket's name may have; choose another console.socket");
        }
        return UnixDomainSocketAddress.of(shortest);
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Connects, if an agent answers. */
    public static Optional<SocketChannel> connect(Path socket) throws IOException {
        UnixDomainSocketAddress address = address(socket);
        try {
            return Optional.of(SocketChannel.open(address));
        } catch (IOException nobodyThere) {
            if (socket.toFile().exists() && !socket.toFile().canWrite()) {
                throw new IOException(socket + ": permission denied; run the command as the user that runs the agent");
            }
            return Optional.empty();
        }
    }

    /**
     * Has the agent run a command.
     *
     * @return its exit code
     * @throws IOException if the connection breaks
     */
    public static int call(SocketChannel channel, ControlRequest request, Terminal terminal) throws IOException {
        try (channel;
                Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
                BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            request.write(out);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                OptionalInt code = ReplyTerminal.receive(line, terminal);
                if (code.isPresent()) {
                    return code.getAsInt();
                }
            }
        }
        throw new IOException("the agent has ended before its answer was complete; see `flipside status`");
    }
}
