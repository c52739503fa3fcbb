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
        var commandLine = configured(new SubcommandRegistry(context).treeFor(List.of(arguments)));
        int exitCode = commandLine.execute(new GoStyleOptionNormalizer(commandLine).normalised(arguments));
        out.flush();
        // A full disk or a closed pipe behind standard output shows only here.
        if (exitCode == ExitCode.DONE.number() && out.checkError()) {
            err.println("cannot write to standard output");
            return ExitCode.FAILED.number();
        }
        return exitCode;
    }

    private CommandLine configured(CommandLine commandLine) {
        // Like a shell script that appends its own options: the last one counts.
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setUnmatchedOptionsArePositionalParams(false);
        // -frob is an unknown option, as for mender-artifact, and no -f with the value rob.
        commandLine.setPosixClusteredShortOptionsAllowed(false);
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
        var unknownOptions = unknownOptions(e);
        boolean unknownCommand = e instanceof UnmatchedArgumentException
                && !command.getSubcommands().isEmpty()
                && unknownOptions.isEmpty();
        err.println(TerminalEscaping.of(
                unknownCommand
                        ? "there is no such command: " + String.join(" ", arguments)
                        : message(e, unknownOptions)));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return (unknownCommand ? ExitCode.NO_SUCH_FILE : ExitCode.FAILED).number();
    }

    /** An option that does not exist explains more than one that is missing, and than its own value. */
    private static String message(ParameterException e, List<String> unknownOptions) {
        if (unknownOptions.isEmpty()) {
            return String.valueOf(e.getMessage());
        }
        return (unknownOptions.size() == 1 ? "there is no option " : "there are no options ")
                + String.join(", ", unknownOptions);
    }

    private static List<String> unknownOptions(ParameterException e) {
        var unmatched = e instanceof UnmatchedArgumentException unknown
                ? unknown.getUnmatched()
                : e.getCommandLine().getUnmatchedArguments();
        return unmatched.stream().filter(argument -> argument.startsWith("-")).toList();
    }
}
