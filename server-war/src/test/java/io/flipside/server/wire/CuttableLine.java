// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line from a free port of loopback to another, which can be cut on the side of the clients: the far end does not notice. */
final class CuttableLine implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> near = new CopyOnWriteArrayList<>();
    private final List<Socket> far = new CopyOnWriteArrayList<>();
    private final int target;
    private volatile boolean cut;

    CuttableLine(int target) throws IOException {
        this.target = target;
        new Thread(this::accept, "line").start();
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends all connections of clients. */
    void dropClients() throws IOException {
        for (Socket each : near) {
            each.close();
        }
        near.clear();
    }

    /** The same, and nobody gets through any more until it is mended. */
    void cut() throws IOException {
        cut = true;
        dropClients();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                if (cut) {
                    client.close();
                } else {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    near.add(client);
                    far.add(server);
                    new Thread(() -> copy(client, server), "line-out").start();
                    new Thread(() -> copy(server, client), "line-in").start();
                }
            }
        } catch (IOException e) {
            // The door is closed.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two is closed.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        dropClients();
        for (Socket each : far) {
            each.close();
        }
    }
}
