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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ServerSocketFactory;

/** The other side of a connection: reads one request head, says what the test wants, and closes unless told to stay. */
final class Peer implements AutoCloseable {
    private final ServerSocket listener;
    private final String origin;
    private final CountDownLatch end = new CountDownLatch(1);
    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    private Peer(String origin, ServerSocketFactory factory, String answer, boolean stay) throws IOException {
        this.origin = origin;
        InetAddress address = InetAddress.getByName(URI.create(origin).getHost());
        listener = factory.createServerSocket(0, 5, address);
        Thread thread = new Thread(() -> serve(answer, stay), "peer");
        thread.setDaemon(true);
        thread.start();
    }

    static Peer saying(String answer) throws IOException {
        return new Peer("http://127.0.0.1", ServerSocketFactory.getDefault(), answer, false);
    }

    static Peer sayingAndStaying(String answer) throws IOException {
        return new Peer("http://127.0.0.1", ServerSocketFactory.getDefault(), answer, true);
    }

    static Peer secured(String origin, ServerSocketFactory factory, String answer) throws IOException {
        return new Peer(origin, factory, answer, false);
    }

    URI uri(String path) {
        return URI.create(origin + ":" + listener.getLocalPort() + path);
    }

    private void serve(String answer, boolean stay) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept();
                    OutputStream out = socket.getOutputStream()) {
                requests.add(readRequest(socket.getInputStream()));
                out.write(answer.getBytes(ISO_8859_1));
                out.flush();
                if (stay) {
                    end.await();
                }
            } catch (IOException e) {
                requests.add("failed: " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static String readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (!text.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            text.write(in.read());
        }
        String head = text.toString(ISO_8859_1);
        int at = head.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return head + new String(in.readNBytes(length), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        listener.close();
    }
}
