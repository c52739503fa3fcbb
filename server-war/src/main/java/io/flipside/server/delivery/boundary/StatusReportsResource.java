// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.boundary.AuthenticatedCaller;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import io.flipside.server.rollout.control.StatusReportReceiver;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import io.flipside.server.rollout.entity.DownloadProgress;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Receives the status reports and deployment logs of devices by HTTP. The answer to a good report is 204 and nothing
 * else: a client that gets 200 rolls a good update back. 409 tells it that the deployment was aborted.
 */
@Path("devices")
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.DEVICE)
public class StatusReportsResource {
    /** On the methods, because a class with this path would take ".../next" away from {@link NextDeploymentResource}. */
    private static final String DEPLOYMENT = "v1/deployments/device/deployments/{id}/";

    /** Final reports wait for the row of their deployment: a few at once, so that polls find connections to the database. */
    private static final Semaphore FINAL_REPORTS = new Semaphore(8, true);

    private static final int FINAL_WAIT_SECONDS = 2;

    @Inject
    TransactionRunner transactions;

    @Inject
    StatusReportReceiver receiver;

    @PUT
    @Path(DEPLOYMENT + "status")
    @Operation(summary = "The device reports how far it is")
    @APIResponse(responseCode = "409", description = "The server has ended it")
    public void status(@Context SecurityContext caller, @PathParam("id") String id, Report report) {
        DeviceDeploymentStatus status = Optional.ofNullable(report.status())
                .flatMap(DeviceDeploymentStatus::reported)
                .orElseThrow(() -> ErrorResponseException.badRequest("'status' is none that a device may report"));
        String device = AuthenticatedCaller.of(caller).id();
        DownloadProgress progress = report.progress() == null
                ? new DownloadProgress()
                : report.progress().checked();
        var told = new StatusReportReceiver.Report(status, report.substate(), progress);
        if (status.active()) {
            transactions.run(() -> receiver.receive(id, device, told));
        } else {
            finalReport(() -> transactions.run(() -> receiver.receive(id, device, told)));
        }
    }

    private static void finalReport(Runnable receive) {
        try {
            if (!FINAL_REPORTS.tryAcquire(FINAL_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw ErrorResponseException.unavailable("too many devices end their updates at once; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorResponseException.unavailable("the server is stopping; try again");
        }
        try {
            receive.run();
        } finally {
            FINAL_REPORTS.release();
        }
    }

    /** Logs come after the final failure, perhaps twice, and for aborted deployments too. */
    @PUT
    @Path(DEPLOYMENT + "log")
    @Operation(summary = "The device hands in its log of a failed update")
    public void log(@Context SecurityContext caller, @PathParam("id") String id, DeviceLog log) {
        String device = AuthenticatedCaller.of(caller).id();
        String text = log.text();
        transactions.run(() -> receiver.keepLog(id, device, text));
    }

    /** Holds a status, a sentence about it for people, and numbers about the download for programs. */
    public record Report(
            @Schema(
                            required = true,
                            enumeration = {
                                "downloading", "installing", "rebooting", "pause_before_installing",
                                "pause_before_rebooting", "pause_before_committing", "success", "failure",
                                "already-installed"
                            })
                    @Nullable
                    String status,
            @Nullable String substate,
            @Nullable Progress progress) {}

    /** Holds how far a download is, in bytes and bytes per second. Mender's client sends none of it. */
    public record Progress(@Nullable Long done, @Nullable Long total, @Nullable Long rate) {
        DownloadProgress checked() {
            return new DownloadProgress(done, total, rate);
        }
    }

    /** A device's log. */
    public record DeviceLog(@Schema(required = true) @Nullable List<Message> messages) {
        String text() {
            if (messages == null) {
                throw ErrorResponseException.badRequest("'messages' must be a list");
            }
            return JsonCodec.list(messages, "messages").stream()
                    .map(Message::line)
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    /** One line of it. */
    public record Message(
            @Nullable String level,
            @Nullable String message,
            @Schema(format = "date-time") @Nullable String timestamp) {
        String line() {
            return utc() + " " + (level == null ? "info" : level) + ": "
                    + (message == null ? "" : message.stripTrailing());
        }

        private String utc() {
            try {
                return timestamp == null
                        ? "-"
                        : OffsetDateTime.parse(timestamp).toInstant().toString();
            } catch (DateTimeException e) {
                throw ErrorResponseException.badRequest("'timestamp' must be a time like 2026-01-31T12:00:00Z");
            }
        }
    }
}
