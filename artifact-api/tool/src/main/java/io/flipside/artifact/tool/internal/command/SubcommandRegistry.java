// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.HelpCommand;

/**
 * Creates the subcommand that the arguments name, or all subcommands if they name none. Creating all takes longer than
 * most commands run.
 */
final class SubcommandRegistry {
    private static final int LEADING = 4;
    private static final String HELP = "help";
    private static final Map<String, Function<CommandContext, Object>> ALL = all();
    private final CommandContext context;

    SubcommandRegistry(CommandContext context) {
        this.context = context;
    }

    private static Map<String, Function<CommandContext, Object>> all() {
        var all = new LinkedHashMap<String, Function<CommandContext, Object>>();
        all.put("write", WriteCommand::commandLine);
        all.put("read", ReadCommand::new);
        all.put("validate", ValidateCommand::new);
        all.put("sign", SignCommand::new);
        all.put("modify", ModifyCommand::new);
        all.put("dump", DumpCommand::new);
        all.put("cat", CatCommand::new);
        all.put("cp", CpCommand::new);
        all.put("install", InstallCommand::new);
        all.put("rm", RmCommand::new);
        all.put("completion", CompletionCommand::new);
        all.put(HELP, context -> new HelpCommand());
        return all;
    }

    /** The commands that these arguments may mean: one if it is plain, else all. */
    Map<String, Object> chosenBy(List<String> arguments) {
        if (arguments.stream().limit(LEADING).anyMatch(HELP::equals)) {
            return everyCommand();
        }
        // Before the command only global options may stand, and none of their values names a command.
        return arguments.stream()
                .limit(LEADING)
                .filter(ALL::containsKey)
                .findFirst()
                .map(name -> built(name::equals))
                .orElseGet(this::everyCommand);
    }

    Map<String, Object> everyCommand() {
        return built(name -> true);
    }

    private Map<String, Object> built(Predicate<String> wanted) {
        var built = new LinkedHashMap<String, Object>();
        ALL.forEach((name, maker) -> {
            if (wanted.test(name)) {
                built.put(name, maker.apply(context));
            }
        });
        return built;
    }
}
