// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import io.flipside.device.serverlink.internal.server.DeploymentStatusReport;
import io.flipside.device.serverlink.internal.server.DeviceApiClient;
import io.flipside.device.serverlink.internal.server.ServerException;
import io.flipside.device.serverlink.internal.server.TransferProgress;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends status reports to the server in chronological order, so that the progress of a download is never reported
 * after its end.
 */
final class StatusReporter {
    private final DeviceApiClient server;
    private final ReentrantLock order = new ReentrantLock();
    private String progressing = "";

    StatusReporter(DeviceApiClient server) {
        this.server = server;
    }

    /** Says that an update enters a stage; progress is told in that of downloading alone. */
    void stage(String deployment, String status) throws IOException, InterruptedException {
        order.lockInterruptibly();
        try {
            progressing = status.equals(DeploymentStatusMapping.DOWNLOADING) ? deployment : "";
            server.report(deployment, DeploymentStatusReport.of(status));
        } finally {
            order.unlock();
        }
    }

    /** Says how far a download is, unless it has ended, or another report is on its way. */
    void progress(String deployment, TransferProgress progress) throws IOException, InterruptedException {
        if (order.tryLock()) {
            try {
                if (progressing.equals(deployment)) {
                    server.report(
                            deployment, DeploymentStatusReport.progress(DeploymentStatusMapping.DOWNLOADING, progress));
                }
            } catch (ServerException e) {
                progressing = e.isFinal() ? "" : progressing; // nobody wants to know any more
                throw e;
            } finally {
                order.unlock();
            }
        }
    }
}
