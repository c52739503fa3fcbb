// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.io.IOException;
import java.io.PrintStream;
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
    /** Once the server has taken the request. */
    private static final int LONGER = 4;

    private static final String DONE = "done: ";
    /** Before a new password that the server is about to set. */
    private static final String WAIT = "wait: ";

    private final String email;
    private final int tries;
    private final Path request;
    private final Path answer;

    PasswordResetCommand(String email, Path data, int tries) {
        this.email = email;
        this.tries = tries;
        this.request = data.resolve("reset-password.request");
        this.answer = data.resolve("reset-password.answer");
    }

    /** Runs {@code reset-password}; the exit code says whether there is a new password. */
    static int run(List<String> arguments) throws IOException, InterruptedException, ServerOptions.Mistake {
        List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        int option = rest.indexOf("--data");
        Path data = Path.of("flipside-data");
        if (option >= 0 && option + 1 < rest.size()) {
            data = ServerOptions.folder(rest.remove(option + 1));
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
        return new PasswordResetCommand(rest.get(0), data.toAbsolutePath(), TRIES).run(System.out, System.err);
    }

    int run(PrintStream out, PrintStream err) throws IOException, InterruptedException {
        Files.deleteIfExists(answer);
        Path made = request.resolveSibling(request.getFileName() + ".new");
        Files.writeString(made, email);
        Files.move(made, request, StandardCopyOption.ATOMIC_MOVE);
        // Whoever breaks off would not see the new password.
        request.toFile().deleteOnExit();
        String text = await(tries);
        if (Files.deleteIfExists(request)) {
            err.println("flipside-server: no server answers at " + request.getParent()
                    + "; start it with this data directory, then repeat the command");
            return 1;
        }
        if (isOpen(text)) {
            text = await(LONGER * tries);
        }
        if (isOpen(text)) {
            err.println("flipside-server: the server does not confirm the change; look whether it runs. "
                    + (text.isEmpty()
                            ? "What it answers will be in " + answer
                            : "If the old password is refused: " + text.substring(WAIT.length())));
            return 1;
        }
        Files.deleteIfExists(answer);
        boolean done = text.startsWith(DONE);
        (done ? out : err).println(done ? text.substring(DONE.length()) : text);
        return done ? 0 : 1;
    }

    private String await(int most) throws IOException, InterruptedException {
        String text = "";
        for (int i = 0; i < most && isOpen(text); i++) {
            Thread.sleep(PAUSE_MILLIS);
            text = Files.exists(answer) ? Files.readString(answer) : "";
        }
        return text;
    }

    private static boolean isOpen(String text) {
        return text.isEmpty() || text.startsWith(WAIT);
    }
}
