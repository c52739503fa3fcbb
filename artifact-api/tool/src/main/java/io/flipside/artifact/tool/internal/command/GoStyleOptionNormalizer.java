// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine;

/**
 * Rewrites Go-style option names (-artifact-name, --n) as the declared ones. For every option, mender-artifact
 * takes one dash or two.
 */
final class GoStyleOptionNormalizer {
    private final Set<String> names = new HashSet<>();

    GoStyleOptionNormalizer(CommandLine root) {
        collect(root);
    }

    private void collect(CommandLine command) {
        names.addAll(command.getCommandSpec().optionsMap().keySet());
        command.getSubcommands().values().forEach(this::collect);
    }

    String[] normalised(String[] arguments) {
        var normalised = arguments.clone();
        for (int i = 0; i < normalised.length && !normalised[i].equals("--"); i++) {
            normalised[i] = normalised(normalised[i]);
        }
        return normalised;
    }

    private String normalised(String argument) {
        var name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
        if (!name.startsWith("-") || names.contains(name)) {
            return argument;
        }
        var otherDashes = name.startsWith("--") ? name.substring(1) : "-" + name;
        return names.contains(otherDashes) ? otherDashes + argument.substring(name.length()) : argument;
    }
}
