// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flipside.device.boot.SystemReboot;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Restarts the device by a command, for example {@code systemctl reboot}. */
@Component(
        service = SystemReboot.class,
        configurationPid = "io.flipside.reboot",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class CommandReboot implements SystemReboot {
    private static final Logger LOG = System.getLogger(CommandReboot.class.getName());
    private static final int MESSAGE_LIMIT = 2000;
    private final List<String> command;
    private final Duration patience;

    @interface Config {
        String command();
    }

    @Activate
    public CommandReboot(Config config) {
        this(config.command(), Duration.ofSeconds(2));
    }

    CommandReboot(String command, Duration patience) {
        String pid = Long.toString(ProcessHandle.current().pid());
        this.command = List.of(command.replace("${pid}", pid).strip().split("\\s+", -1));
        this.patience = patience;
    }

    @Override
    public void reboot() throws IOException {
        LOG.log(Level.INFO, "restarting the device: {0}", String.join(" ", command));
        Process process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .start();
        try {
            // A command that takes longer is at work; one that fails does so at once.
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() != 0) {
                throw new IOException("the restart failed: '" + String.join(" ", command) + "' ended with code "
                        + process.exitValue() + ": " + complaint(process) + "; correct reboot.command");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking for a restart");
        }
    }

    private static String complaint(Process process) throws IOException {
        try (InputStream errors = process.getErrorStream()) {
            return new String(errors.readNBytes(MESSAGE_LIMIT), UTF_8).strip();
        }
    }
}
