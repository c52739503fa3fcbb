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

/** The program itself: it has options and subcommands, and does nothing alone. */
@Command(
        name = "flipside-artifact",
        description = "Writes, reads, checks, signs and changes update artifacts (.mender files).",
        versionProvider = Root.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "COMMAND --help says more; * marks what must be given.",
            "Exit codes: 0 done, 1 failed, 2 output cannot be created, 3 no such file, 4 bad artifact."
        })
final class Root implements Runnable {
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

    Root(GlobalOptions global) {
        this.global = global;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Root.class.getPackage().getImplementationVersion();
            return new String[] {"flipside-artifact " + (version == null ? "(development build)" : version)};
        }
    }
}
