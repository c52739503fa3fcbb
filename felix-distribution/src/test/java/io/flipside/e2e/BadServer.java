// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Answers everything with the same bytes, then hangs up. */
final class BadServer implements Closeable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(5);

    private final ServerSocket socket;
    private final byte[] answer;

    BadServer(String answer) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "bad-server");
        thread.setDaemon(true);
        thread.start();
    }

    static BadServer http(int status, String body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return new BadServer(head + "\r\n" + body);
    }

    String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    client.setSoTimeout((int) READ_LIMIT.toMillis());
                    answer(client);
                } catch (java.net.SocketTimeoutException clientSaysNothing) {
                    continue;
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        int matched = 0;
        while (matched < 4) {
            int c = in.read();
            if (c < 0) {
                return;
            }
            boolean next = c == (matched % 2 == 0 ? '\r' : '\n');
            matched = next ? matched + 1 : 0;
        }
        try {
            out.write(answer);
            out.flush();
        } catch (IOException clientHasGone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
