// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import io.flipside.device.boot.SystemReboot;
import io.flipside.device.support.program.ProgramLimits;
import io.flipside.device.support.program.ProgramResult;
import io.flipside.device.support.program.ProgramRunner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reboots the device by a command, for example {@code systemctl reboot}. */
@Component(service = SystemReboot.class)
public final class RebootCommand implements SystemReboot {
    private static final Logger LOG = System.getLogger(RebootCommand.class.getName());
    private static final int MESSAGE_LIMIT = 2000;
    private final List<String> command;
    private final ProgramLimits limits;

    @Activate
    public RebootCommand(@Reference RebootSettings settings) {
        this(settings.command(), Duration.ofSeconds(2));
    }

    RebootCommand(String command, Duration watch) {
        String pid = Long.toString(ProcessHandle.current().pid());
        this.command = List.of(command.replace("${pid}", pid).strip().split("\\s+", -1));
        this.limits = new ProgramLimits(watch, 0, MESSAGE_LIMIT);
    }

    @Override
    public void reboot() throws IOException {
        LOG.log(Level.INFO, "rebooting the device: {0}", String.join(" ", command));
        ProgramResult result = launch();
        if (result.exit().orElse(0) != 0) {
            throw new IOException("the reboot failed: '" + String.join(" ", command) + "' ended with code "
                    + result.exit().get() + ": " + result.error().strip() + "; correct reboot.command");
        }
    }

    /** A command that takes longer is at work; one that fails does so at once. */
    private ProgramResult launch() throws IOException {
        try {
            return new ProgramRunner(command, Path.of("."), limits).launch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking for a reboot");
        }
    }
}
