// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.console.control.Terminal;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds the arguments of one command, its working directory, and the terminal for its output.
 *
 * @param arguments what follows the command's name
 * @param directory what relative file names refer to
 * @param terminal where output goes
 */
record CommandInvocation(List<String> arguments, Path directory, Terminal terminal) {
    CommandInvocation {
        arguments = List.copyOf(arguments);
    }

    /** The only argument. */
    String onlyArgument(String what) throws UsageException {
        if (arguments.size() != 1) {
            throw new UsageException("exactly one argument is expected: " + what);
        }
        return arguments.get(0);
    }

    /** Checks that there is no argument but the given flags. */
    void allowOnly(String... flags) throws UsageException {
        for (String argument : arguments) {
            if (!List.of(flags).contains(argument)) {
                throw new UsageException("unexpected argument '" + argument + "'");
            }
        }
    }
}
