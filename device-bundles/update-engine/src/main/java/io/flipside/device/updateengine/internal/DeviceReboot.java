// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import io.flipside.device.boot.SystemReboot;
import io.flipside.device.service.ReplaceableService;
import io.flipside.device.updateengine.internal.journal.UpdateLog;
import io.flipside.device.updateengine.internal.lifecycle.GracefulStop;
import java.io.IOException;

/** Reboots the device, and waits until the reboot ends this process. */
final class DeviceReboot {
    private final ReplaceableService<SystemReboot> service;
    private final EngineSettings.Timeouts timeouts;
    private final GracefulStop stop;
    private final UpdateLog log;

    DeviceReboot(
            ReplaceableService<SystemReboot> service,
            EngineSettings.Timeouts timeouts,
            GracefulStop stop,
            UpdateLog log) {
        this.service = service;
        this.timeouts = timeouts;
        this.stop = stop;
        this.log = log;
    }

    /** Either ends this process, or fails. */
    StepResult reboot() throws IOException, InterruptedException {
        SystemReboot system = service.await(timeouts.service())
                .orElseThrow(() -> new IOException("nothing here can reboot the device; configure 'reboot.command'"));
        log.info("rebooting the device");
        stop.critically(() -> {
            system.reboot();
            return system;
        });
        Thread.sleep(timeouts.reboot().toMillis());
        throw new IOException(
                "the device did not reboot within " + timeouts.reboot().toSeconds() + " s");
    }
}
