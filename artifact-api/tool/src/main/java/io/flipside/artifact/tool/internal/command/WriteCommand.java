// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.Session;
import io.flipside.artifact.tool.internal.ToolException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups the commands that make new artifacts. */
@Command(name = "write", description = "Write a new artifact.", synopsisSubcommandLabel = "COMMAND")
final class WriteCommand extends Subcommand {
    WriteCommand(Session session) {
        super(session);
    }

    /** With its subcommands, ready to be run. */
    static CommandLine commandLine(Session session) {
        var commands = Map.of(
                "rootfs-image", new WriteRootfsImage(session),
                "module-image", new WriteModuleImage(session),
                "bootstrap-artifact", new WriteBootstrapArtifact(session));
        var write = new CommandLine(new WriteCommand(session));
        commands.forEach((name, command) -> write.addSubcommand(name, new CommandLine(command)));
        return write;
    }

    @Override
    void run() throws ToolException {
        throw ToolException.failed(
                "write what? Choose rootfs-image, module-image or bootstrap-artifact; see 'write --help'");
    }
}
