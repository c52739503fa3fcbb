// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Creates the subcommand that the arguments name, or all subcommands if they name none. Creating all takes longer than
 * most commands run.
 */
final class SubcommandRegistry {
    private static final int LEADING = 6;
    private static final Map<String, Function<CommandContext, Object>> ALL = all();
    /** The commands that write artifacts, which all global options are about. */
    private static final Set<String> WRITERS = Set.of("write", "modify", "cp", "install", "rm");
    /** The only global option that is of use to these, too. */
    private static final Map<String, String> OTHERS = Map.of("cat", "--tmp", "sign", "--tmp");

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
        all.put("help", HelpCommand::new);
        return all;
    }

    /** The program with the commands that these arguments may mean: one or none if it is plain, else all. */
    CommandLine treeFor(List<String> arguments) {
        if (arguments.equals(List.of("--version"))) {
            return tree(name -> false);
        }
        // Before the command only global options may stand; a directory may be called like a command.
        var named = arguments.stream().limit(LEADING).filter(ALL::containsKey).collect(Collectors.toSet());
        return named.isEmpty() ? tree() : tree(named::contains);
    }

    /** The program with every command. */
    CommandLine tree() {
        return tree(name -> true);
    }

    private CommandLine tree(Predicate<String> wanted) {
        var root = new CommandLine(new RootCommand(context.options()));
        ALL.forEach((name, maker) -> {
            if (wanted.test(name)) {
                root.addSubcommand(name, maker.apply(context));
            }
        });
        root.getSubcommands().forEach((name, command) -> {
            if (!WRITERS.contains(name)) {
                hideGlobalOptions(command.getCommandSpec(), OTHERS.getOrDefault(name, ""));
            }
        });
        return root;
    }

    /** Accepts them still, as scripts give them to every command, but does not offer them where they do nothing. */
    private static void hideGlobalOptions(CommandSpec command, String exception) {
        for (var option : List.copyOf(command.options())) {
            if (option.inherited() && !option.longestName().equals(exception)) {
                command.remove(option);
                command.addOption(OptionSpec.builder(option).hidden(true).build());
            }
        }
    }
}
