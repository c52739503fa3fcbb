// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plays a proxy: wants a password if told so, opens tunnels, and answers everything else itself. */
final class ScriptedProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Optional<String> authorization;
    private final String answer;
    final List<String> heads = new CopyOnWriteArrayList<>();

    /** {@code answer} is given to all but a CONNECT; an empty one there means that the tunnel is opened. */
    ScriptedProxy(Optional<String> authorization, String answer) throws IOException {
        this.authorization = authorization;
        this.answer = answer;
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            heads.add(head);
            OutputStream out = socket.getOutputStream();
            if (authorization.isPresent() && !head.contains("Proxy-Authorization: " + authorization.get())) {
                say(
                        out,
                        "407 Who are you\r\nProxy-Authenticate: Basic realm=\"here\"\r\nConnection: close\r\nContent-Length: 0");
            } else if (head.startsWith("CONNECT ") && answer.isEmpty()) {
                say(out, "200 Go on");
                tunnel(socket, head.split("[ :]", -1));
            } else {
                say(out, answer);
            }
        } catch (IOException e) {
            heads.add("failed: " + e);
        }
    }

    private void tunnel(Socket client, String[] connect) throws IOException {
        try (Socket target = new Socket(connect[1], Integer.parseInt(connect[2]))) {
            threads.execute(() -> copy(client, target));
            copy(target, client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            return; // one side has hung up
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(("HTTP/1.1 " + text + "\r\n\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (!text.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            text.write(in.read());
        }
        return text.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
