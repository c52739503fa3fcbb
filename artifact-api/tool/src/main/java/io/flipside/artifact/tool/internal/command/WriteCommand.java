// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.Session;
import io.flipside.artifact.tool.internal.ToolException;
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
        var write = new CommandLine(new WriteCommand(session));
        write.addSubcommand(new WriteRootfsImage(session));
        write.addSubcommand(new WriteModuleImage(session));
        write.addSubcommand(new WriteBootstrapArtifact(session));
        return write;
    }

    @Override
    void run() throws ToolException {
        throw ToolException.failed(
                "write what? Choose rootfs-image, module-image or bootstrap-artifact; see 'write --help'");
    }
}
