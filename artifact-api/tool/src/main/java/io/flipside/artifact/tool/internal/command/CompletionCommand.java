// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.Session;
import io.flipside.artifact.tool.internal.option.GlobalOptions;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints what a shell needs to complete command lines. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh; use it with: source <(flipside-artifact completion)")
final class CompletionCommand extends Subcommand {
    CompletionCommand(Session session) {
        super(session);
    }

    @Override
    void run() {
        var everything = new CommandLine(new Root(new GlobalOptions()));
        new Commands(session()).everyCommand().forEach((name, command) -> everything.addSubcommand(name, command));
        session().out().print(AutoComplete.bash("flipside-artifact", everything));
    }
}
