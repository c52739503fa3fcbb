// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.option.GlobalOptions;
import io.flipside.artifact.tool.internal.text.TerminalEscaping;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line of the artifact tool and returns its exit code. */
public final class ArtifactCommandLine {
    private static final char UNDECODABLE = '\uFFFD';

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    public ArtifactCommandLine(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** Does what the arguments say; never throws for what a user can cause. */
    public int run(String... arguments) {
        for (var argument : arguments) {
            // Going on would mean another file than the user does.
            if (argument.indexOf(UNDECODABLE) >= 0) {
                err.println("this argument has bytes that are no characters in the encoding of the locale: "
                        + TerminalEscaping.of(argument));
                return ExitCode.FAILED.number();
            }
        }
        var global = new GlobalOptions();
        var context = new CommandContext(new CommandEnvironment(out, err, environment), global);
        var commandLine =
                commandLine(new RootCommand(global), new SubcommandRegistry(context).chosenBy(List.of(arguments)));
        int exitCode = commandLine.execute(new GoStyleOptionNormalizer(commandLine).normalised(arguments));
        out.flush();
        // A full disk or a closed pipe behind standard output shows only here.
        if (exitCode == ExitCode.DONE.number() && out.checkError()) {
            err.println("cannot write to standard output");
            return ExitCode.FAILED.number();
        }
        return exitCode;
    }

    private CommandLine commandLine(RootCommand root, Map<String, Object> subcommands) {
        var commandLine = new CommandLine(root);
        subcommands.forEach((name, command) -> commandLine.addSubcommand(name, command));
        // Like a shell script that appends its own options: the last one counts.
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setUnmatchedOptionsArePositionalParams(false);
        // An artifact may be called @next, whatever files lie here.
        commandLine.setExpandAtFiles(false);
        commandLine.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler(this::misused);
        commandLine.setExecutionExceptionHandler((thrown, command, parsed) -> ErrorReporter.report(thrown, err));
        return commandLine;
    }

    private int misused(ParameterException e, String[] arguments) {
        var command = e.getCommandLine();
        boolean unknownCommand = e instanceof UnmatchedArgumentException unmatched
                && !command.getSubcommands().isEmpty()
                && unmatched.getUnmatched().stream().noneMatch(argument -> argument.startsWith("-"));
        err.println(unknownCommand ? "there is no such command: " + String.join(" ", arguments) : e.getMessage());
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return (unknownCommand ? ExitCode.NO_SUCH_FILE : ExitCode.FAILED).number();
    }
}
