// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Holds the parsed options of the server's command line.
 *
 * @param port 0: any free one
 * @param address to listen on
 * @param data where everything is kept
 * @param untilInputEnds whether it ends with its standard input, and so with the program that started it
 * @param archiveAfter how long a server runs before the class archive is made; zero: it never is
 */
record ServerOptions(int port, String address, Path data, boolean untilInputEnds, Duration archiveAfter) {
    private static final Duration USUAL_ARCHIVE_AFTER = Duration.ofSeconds(60);

    /** In the class path of Java, in a URL, or in a URI they mean something else. */
    private static final Pattern UNUSABLE = Pattern.compile("[:%#?{}|^<>\"`\\\\]");

    static final String USAGE =
            """
            usage: java -jar flipside-server.jar [options]
                   java -jar flipside-server.jar reset-password EMAIL [--data DIR]
              --port P       listen on this port; 0 picks a free one (default 8080)
              --address A    listen on this address (default 127.0.0.1; 0.0.0.0 is every interface)
              --data DIR     keep database, artifacts and runtime here (default ./flipside-data)
              --until-input-ends  stop when the standard input ends, as it does with the program that started this
              --help, -h, --version
            The first administrator is FLIPSIDE_ADMIN_EMAIL / FLIPSIDE_ADMIN_PASSWORD; without them a password is
            made up and printed once. FLIPSIDE_DB_URL, _USER and _PASSWORD choose another database than H2, and
            FLIPSIDE_DB_WAIT_SECONDS how long the start waits for it.
            FLIPSIDE_JAVA_OPTS are options for the server's Java.""";

    /** The command line makes no sense; the message says why. */
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message);
        }
    }

    static ServerOptions parse(List<String> arguments, Map<String, String> environment) throws Mistake {
        int port = 8080;
        String address = "127.0.0.1";
        Path data = folder("flipside-data");
        boolean untilInputEnds = false;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--port" -> port = port(value(option, rest));
                case "--address" -> address = value(option, rest);
                case "--data" -> data = folder(value(option, rest));
                case "--until-input-ends" -> untilInputEnds = true;
                default -> throw new Mistake("unknown option '" + option + "'");
            }
        }
        return new ServerOptions(port, address, data, untilInputEnds, archiveAfter(environment));
    }

    static Path folder(String text) throws Mistake {
        try {
            Path folder = Path.of(text).toAbsolutePath().normalize();
            if (UNUSABLE.matcher(folder.toString()).find()) {
                throw new Mistake("--data '" + folder + "' contains one of " + UNUSABLE
                        + ", with which the application server cannot work; choose another directory");
            }
            return folder;
        } catch (InvalidPathException e) {
            throw new Mistake("--data has letters that the language of this session (LC_ALL, LANG) does not know;"
                    + " try again with LC_ALL=C.UTF-8");
        }
    }

    private static Duration archiveAfter(Map<String, String> environment) throws Mistake {
        String text = environment.getOrDefault("FLIPSIDE_CLASS_ARCHIVE_SECONDS", "");
        if (text.isEmpty()) {
            return USUAL_ARCHIVE_AFTER;
        }
        if (!text.matches("[0-9]{1,5}")) {
            throw new Mistake("FLIPSIDE_CLASS_ARCHIVE_SECONDS needs a number from 0 to 99999, not '" + text + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static String value(String option, Deque<String> rest) throws Mistake {
        if (rest.isEmpty() || rest.peek().isBlank() || rest.peek().startsWith("--")) {
            throw new Mistake(option + " needs a value");
        }
        return rest.pop();
    }

    private static int port(String text) throws Mistake {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new Mistake("--port needs a number from 0 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
