// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.option.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Declares the command {@code flipside-artifact} itself: the global options, help and version; without a subcommand it
 * prints the usage.
 */
@Command(
        name = "flipside-artifact",
        description = "Writes, reads, checks, signs and changes update artifacts (.mender files).",
        versionProvider = RootCommand.JarVersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "COMMAND --help says more; * marks what must be given.",
            "Exit codes: 0 done, 1 failed, 2 output cannot be created, 3 no such file, 4 bad artifact."
        })
final class RootCommand implements Runnable {
    @Mixin
    final GlobalOptions global;

    @Option(
            names = {"--help", "-h"},
            usageHelp = true,
            description = "Show this text.")
    boolean help;

    @Option(
            names = {"--version", "-v"},
            versionHelp = true,
            description = "Show the program's version.")
    boolean version;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    RootCommand(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Reads the version that the build wrote into the jar. */
    static final class JarVersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"flipside-artifact " + (version == null ? "(development build)" : version)};
        }
    }
}
