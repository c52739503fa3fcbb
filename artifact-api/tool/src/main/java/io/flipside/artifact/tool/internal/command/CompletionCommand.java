// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints a script with which bash and zsh complete the tool's command lines ({@code completion}). */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh; use it with: source <(flipside-artifact completion)")
final class CompletionCommand extends Subcommand {
    CompletionCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() {
        environment().out().print(AutoComplete.bash("flipside-artifact", new SubcommandRegistry(context()).tree()));
    }
}
