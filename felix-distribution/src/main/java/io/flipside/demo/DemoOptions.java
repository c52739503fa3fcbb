// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * Holds the parsed options of {@code flipside demo}.
 *
 * @param port of the server; empty: 8080, or any free one if that is taken or {@code once} is set
 * @param once whether to stop everything at the end
 * @param devices how many
 * @param rollback whether the release is one that must not survive its first start
 */
record DemoOptions(OptionalInt port, boolean once, int devices, boolean rollback) {
    static final String USAGE =
            """
            usage: ./flipside demo [--port P] [--once] [--devices N] [--rollback]
              --port P      port of the server (default 8080, or any free one if that is taken)
              --once        stop everything at the end, instead of keeping it running
              --devices N   number of virtual devices, 1 to 50 (default 1)
              --rollback    deploy a release whose new system fails its health check""";

    private static final int MAX_DEVICES = 50;

    static DemoOptions parse(String[] arguments) throws DemoException {
        OptionalInt port = OptionalInt.empty();
        boolean once = false;
        boolean rollback = false;
        int devices = 1;
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String option = rest.pop();
            switch (option) {
                case "--once" -> once = true;
                case "--rollback" -> rollback = true;
                case "--devices" -> devices = number(option, rest, 1, MAX_DEVICES);
                case "--port" -> port = OptionalInt.of(number(option, rest, 1, 65_535));
                default -> throw new DemoException("unknown option '" + option + "'\n" + USAGE);
            }
        }
        return new DemoOptions(port, once, devices, rollback);
    }

    private static int number(String option, Deque<String> rest, int least, int most) throws DemoException {
        String text = rest.isEmpty() ? "" : rest.pop();
        if (text.matches("\\d{1,6}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new DemoException(option + " needs a number from " + least + " to " + most + ", not '" + text + "'");
    }
}
