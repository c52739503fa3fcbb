// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the running server for a new password of a user, by a file in its data directory: whoever may write there may do
 * anything. The server answers with another file, which only its owner can read.
 */
final class PasswordResetCommand {
    static final String NAME = "reset-password";
    static final String USAGE = "usage: java -jar flipside-server.jar reset-password EMAIL [--data DIR]";
    private static final int TRIES = 150;
    private static final int PAUSE_MILLIS = 100;
    private static final String DONE = "done: ";

    private final String email;
    private final Path request;
    private final Path answer;

    private PasswordResetCommand(String email, Path data) {
        this.email = email;
        this.request = data.resolve("reset-password.request");
        this.answer = data.resolve("reset-password.answer");
    }

    /** Runs {@code reset-password}; the exit code says whether there is a new password. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        int option = rest.indexOf("--data");
        Path data = Path.of("flipside-data");
        if (option >= 0 && option + 1 < rest.size()) {
            data = Path.of(rest.remove(option + 1));
            rest.remove(option);
        }
        if (rest.size() != 1 || rest.get(0).startsWith("-")) {
            System.err.println("flipside-server: reset-password needs one e-mail address\n" + USAGE);
            return 2;
        }
        if (!Files.isDirectory(data)) {
            System.err.println("flipside-server: there is no data directory " + data + "; name it with --data");
            return 1;
        }
        return new PasswordResetCommand(rest.get(0), data.toAbsolutePath()).run();
    }

    private int run() throws IOException, InterruptedException {
        Files.deleteIfExists(answer);
        Path made = request.resolveSibling(request.getFileName() + ".new");
        Files.writeString(made, email);
        Files.move(made, request, StandardCopyOption.ATOMIC_MOVE);
        for (int i = 0; i < TRIES; i++) {
            if (Files.exists(answer)) {
                String text = Files.readString(answer);
                Files.delete(answer);
                boolean done = text.startsWith(DONE);
                (done ? System.out : System.err).println(done ? text.substring(DONE.length()) : text);
                return done ? 0 : 1;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        Files.deleteIfExists(request);
        System.err.println("flipside-server: no server answers at " + request.getParent()
                + "; start it with this data directory, then repeat the command");
        return 1;
    }
}
