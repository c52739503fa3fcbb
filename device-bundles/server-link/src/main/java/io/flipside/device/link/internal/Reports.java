// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.link.internal;

import io.flipside.device.link.internal.server.Report;
import io.flipside.device.link.internal.server.Server;
import io.flipside.device.link.internal.server.ServerException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** Sends reports in the order in which they became true: progress never comes after the end of what progressed. */
final class Reports {
    private final Server server;
    private final ReentrantLock order = new ReentrantLock();
    private String progressing = "";

    Reports(Server server) {
        this.server = server;
    }

    /** Says that an update enters a stage; progress is told in that of downloading alone. */
    void stage(String deployment, String status) throws IOException, InterruptedException {
        order.lockInterruptibly();
        try {
            progressing = status.equals(Stages.DOWNLOADING) ? deployment : "";
            server.report(deployment, Report.of(status));
        } finally {
            order.unlock();
        }
    }

    /** Says how far a download is, unless it has ended, or another report is on its way. */
    void progress(String deployment, String text) throws IOException, InterruptedException {
        if (order.tryLock()) {
            try {
                if (progressing.equals(deployment)) {
                    server.report(deployment, Report.progress(Stages.DOWNLOADING, text));
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
