// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the help of a command, which may have two words ({@code help write rootfs-image}). */
@Command(name = "help", description = "Show the help of a command.")
final class HelpCommand extends Subcommand {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command; without it, all of them are shown.")
    List<String> command = List.of();

    HelpCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run() throws ToolException {
        var wanted = new SubcommandRegistry(context()).tree();
        for (var word : command) {
            wanted = wanted.getSubcommands().get(word);
            if (wanted == null) {
                throw new ToolException(
                        ExitCode.NO_SUCH_FILE, "there is no such command: " + String.join(" ", command));
            }
        }
        environment().out().print(wanted.getUsageMessage());
    }
}
