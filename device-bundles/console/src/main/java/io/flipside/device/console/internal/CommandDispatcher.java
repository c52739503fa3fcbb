// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.console.control.CommandNames;
import io.flipside.device.console.control.Terminal;
import io.flipside.device.console.control.UsageText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds a command by its name and runs it; every failure becomes a message and an exit code. Thread-safe. */
final class CommandDispatcher {
    private static final System.Logger LOG = System.getLogger("flipside.console");
    private static final List<String> HELP = List.of("help", "--help", "-h");

    private final Map<String, ConsoleCommand> commands;

    CommandDispatcher(Map<String, ConsoleCommand> commands) {
        this.commands = Map.copyOf(commands);
    }

    static CommandDispatcher of(UpdateCommands update, ManagedModeCommands link, BundleCommands bundle) {
        Map<String, ConsoleCommand> commands = Map.ofEntries(
                Map.entry("install", update::install),
                Map.entry("-rootfs", update::install),
                Map.entry("commit", update::commit),
                Map.entry("-commit", update::commit),
                Map.entry("rollback", update::rollback),
                Map.entry("resume", update::resume),
                Map.entry("status", update::status),
                Map.entry("show-artifact", update::showArtifact),
                Map.entry("show-provides", update::showProvides),
                Map.entry("check-update", link::checkUpdate),
                Map.entry("send-inventory", link::sendInventory),
                Map.entry("bootstrap", link::bootstrap),
                Map.entry("bundles", bundle::list),
                Map.entry("bundle-update", bundle::update));
        if (!commands.keySet().equals(CommandNames.ALL)) {
            throw new IllegalStateException("the launcher knows other commands: " + CommandNames.ALL);
        }
        return new CommandDispatcher(commands);
    }

    /** Runs a command line; every failure becomes a message and an exit code. */
    int run(List<String> line, Path directory, Terminal terminal) {
        if (line.isEmpty() || HELP.contains(line.get(0))) {
            UsageText.TEXT.lines().forEach(terminal::line);
            return line.isEmpty() ? ExitCode.ERROR : ExitCode.DONE;
        }
        String name = line.get(0);
        ConsoleCommand command = commands.get(name);
        if (command == null) {
            terminal.error("flipside: unknown command '" + name + "'; `flipside help` lists them");
            return ExitCode.ERROR;
        }
        try {
            return command.run(new CommandInvocation(line.subList(1, line.size()), directory, terminal));
        } catch (UsageException e) {
            terminal.error("flipside " + name + ": " + e.getMessage() + "; see `flipside help`");
        } catch (IOException e) {
            terminal.error("flipside " + name + ": " + e.getMessage());
        } catch (InterruptedException e) {
            terminal.error("flipside " + name + ": interrupted, because the agent stops or this bundle is replaced;"
                    + " see `flipside status`");
        } catch (UncheckedIOException e) {
            // Most often whoever asked has gone, which is no defect; then this ends the session.
            terminal.error("flipside " + name + ": " + e.getMessage());
        } catch (RuntimeException e) {
            // The outermost edge: whoever asked must get an answer, and the details belong to the log.
            LOG.log(System.Logger.Level.ERROR, "a defect in the command " + name, e);
            terminal.error("flipside " + name + ": a defect (" + e + "); the agent's log has the details");
        }
        return ExitCode.ERROR;
    }
}
