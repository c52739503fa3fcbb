// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves as the base class of all subcommands, with their context and the option {@code --help}. */
@Command(synopsisHeading = "Usage: ", sortOptions = false, abbreviateSynopsis = true, requiredOptionMarker = '*')
abstract class Subcommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = {"--help", "-h"},
            usageHelp = true,
            order = Integer.MAX_VALUE,
            description = "Show this text.")
    boolean help;

    Subcommand(CommandContext context) {
        this.context = context;
    }

    /** Does the work; whatever is thrown becomes a message and an exit code. */
    abstract void run() throws IOException;

    @Override
    public final Integer call() throws IOException {
        run();
        return ExitCode.DONE.number();
    }

    final CommandContext context() {
        return context;
    }

    final CommandEnvironment environment() {
        return context.environment();
    }
}
