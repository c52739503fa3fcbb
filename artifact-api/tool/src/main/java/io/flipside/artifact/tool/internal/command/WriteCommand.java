// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.ToolException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands that write new artifacts ({@code write …}). */
@Command(name = "write", description = "Write a new artifact.", synopsisSubcommandLabel = "COMMAND")
final class WriteCommand extends Subcommand {
    WriteCommand(CommandContext context) {
        super(context);
    }

    /** With its subcommands, ready to be run. */
    static CommandLine commandLine(CommandContext context) {
        var write = new CommandLine(new WriteCommand(context));
        write.addSubcommand(new WriteRootfsImageCommand(context));
        write.addSubcommand(new WriteModuleImageCommand(context));
        write.addSubcommand(new WriteBootstrapArtifactCommand(context));
        return write;
    }

    @Override
    void run() throws ToolException {
        throw ToolException.failed(
                "write what? Choose rootfs-image, module-image or bootstrap-artifact; see 'write --help'");
    }
}
