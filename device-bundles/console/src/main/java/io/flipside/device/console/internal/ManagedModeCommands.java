// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import io.flipside.device.link.ServerConnection;
import io.flipside.device.service.ReplaceableService;
import java.io.IOException;

/** Implements the commands that contact the server immediately: check-update, send-inventory, bootstrap. */
final class ManagedModeCommands {
    private final ReplaceableService<ServerConnection> link;

    ManagedModeCommands(ReplaceableService<ServerConnection> link) {
        this.link = link;
    }

    int checkUpdate(CommandInvocation call) throws IOException {
        call.allowOnly();
        boolean started = link().checkUpdate();
        call.terminal().line(started ? "an update has been started; see `flipside status`" : "no update is due");
        return ExitCode.DONE;
    }

    int sendInventory(CommandInvocation call) throws IOException {
        call.allowOnly();
        link().sendInventory();
        call.terminal().line("inventory sent");
        return ExitCode.DONE;
    }

    int bootstrap(CommandInvocation call) throws IOException {
        call.allowOnly();
        boolean accepted = link().authorize();
        if (!accepted) {
            call.terminal().error("the server knows this device now, but has not accepted it yet; accept it there");
        } else {
            call.terminal().line("accepted by the server");
        }
        return accepted ? ExitCode.DONE : ExitCode.ERROR;
    }

    private ServerConnection link() throws IOException {
        return link.now()
                .orElseThrow(() -> new IOException("no server is configured, or the agent does not run:"
                        + " set link.server in the configuration and start `flipside daemon`"));
    }
}
