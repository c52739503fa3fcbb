// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Starts Payara in the child JVM, and prints when the server is ready, or that it failed to start. */
public final class PayaraMain {
    /** What is printed, with the address behind it, once the server can be used. */
    static final String READY = "Flipside server ready at ";

    private static final int READY_SECONDS = 30;
    private static final int UNDEPLOYED_SECONDS = 2;

    /** A field, so that it is not collected and thus released. */
    @SuppressWarnings("unused")
    private static @Nullable FileLock lock;

    private PayaraMain() {}

    /** Arguments: {@code --flipside-url URL --flipside-lock FILE}, then those of Payara Micro. */
    public static void main(String[] arguments) throws Exception {
        Thread watcher = new Thread(PayaraMain::endWithInput, "parent-watch");
        watcher.setDaemon(true);
        watcher.start();
        String url = arguments[1];
        if (!lock(Path.of(arguments[3]))) {
            System.err.println("flipside-server: another server is using the folder of " + arguments[3]
                    + "; stop it, or choose another --data");
            System.exit(1);
        }
        // By name, because Payara is on the class path only here.
        Class.forName("fish.payara.micro.impl.RootDirLauncher")
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(arguments, 4, arguments.length));
        if (!becomesReady(url)) {
            // Set by the server, if it knows.
            String reason = System.getProperty("flipside.start-failure", "the messages above say why");
            System.err.println("flipside-server: the server did not start: " + reason);
            System.exit(1);
        }
        System.out.println(READY + url);
    }

    /** Until this process ends, however it does. Another server may have been faster since the launcher looked. */
    private static boolean lock(Path file) throws IOException {
        lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .tryLock();
        return lock != null;
    }

    /** Ends this process when its input does: with the process that holds the other end, however that ends. */
    static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as the end of the stream.
        }
        System.exit(0);
    }

    /** A deployment is over, one way or the other, when Payara's start is: there is nothing to wait for if it has failed. */
    static boolean becomesReady(String url) throws InterruptedException {
        int undeployed = 0;
        for (int i = 0; i < READY_SECONDS * 10 && undeployed < UNDEPLOYED_SECONDS * 10; i++) {
            String health = health(url);
            if (health.startsWith("200") && health.contains("\"database\"")) {
                return true;
            }
            undeployed = health.contains("No Application deployed") ? undeployed + 1 : 0;
            if (i > 0) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    /** Status code and body of the answer; empty if there is none. */
    static String health(String url) {
        try {
            HttpURLConnection health = (HttpURLConnection)
                    URI.create(url + "/health/ready").toURL().openConnection();
            health.setConnectTimeout(2000);
            health.setReadTimeout(10_000);
            int code = health.getResponseCode();
            // Null if the answer is an error without a body.
            @Nullable InputStream body = code < 400 ? health.getInputStream() : health.getErrorStream();
            try (body) {
                return code + (body == null ? "" : new String(body.readNBytes(65_536), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return "";
        }
    }
}
