// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.http.Audience;
import io.flipside.server.http.Audience.Caller;
import io.flipside.server.http.Identified;
import io.flipside.server.http.Json;
import io.flipside.server.http.Refusal;
import io.flipside.server.http.Retry;
import io.flipside.server.rollout.control.Deployments;
import io.flipside.server.rollout.control.Dispatch;
import io.flipside.server.rollout.entity.JobStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * How a device fares. The answer to a good report is 204 and nothing else: a client that gets 200 rolls a good update
 * back. 409 tells it that the deployment was aborted.
 */
@Path("devices")
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@Audience(Caller.DEVICE)
public class ReportsResource {
    /** On the methods, because a class with this path would take ".../next" away from {@link NextResource}. */
    private static final String DEPLOYMENT = "v1/deployments/device/deployments/{id}/";

    @Inject
    Dispatch dispatch;

    @Inject
    Deployments deployments;

    @PUT
    @Path(DEPLOYMENT + "status")
    @Operation(summary = "The device reports how far it is")
    public Response status(@Context SecurityContext caller, @PathParam("id") String id, Report report) {
        JobStatus status = Optional.ofNullable(report.status())
                .flatMap(JobStatus::reported)
                .orElseThrow(() -> Refusal.badRequest("'status' is none that a device may report"));
        String device = Identified.of(caller).id();
        boolean ended = Retry.onConflict(() -> dispatch.report(id, device, status, report.substate()));
        if (ended) {
            deployments.finishIfDone(id);
        }
        return Response.noContent().build();
    }

    /** Logs come after the final failure, perhaps twice, and for aborted deployments too. */
    @PUT
    @Path(DEPLOYMENT + "log")
    @Operation(summary = "The device hands in its log of a failed update")
    public Response log(@Context SecurityContext caller, @PathParam("id") String id, DeviceLog log) {
        String device = Identified.of(caller).id();
        String text = log.text();
        Retry.onConflict(() -> dispatch.keepLog(id, device, text));
        return Response.noContent().build();
    }

    /** A status, and what exactly is going on. */
    public record Report(@Nullable String status, @Nullable String substate) {}

    /** A device's log. */
    public record DeviceLog(@Nullable List<Message> messages) {
        String text() {
            if (messages == null) {
                throw Refusal.badRequest("'messages' must be a list");
            }
            return Json.list(messages, "messages").stream()
                    .map(Message::line)
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    /** One line of it. */
    public record Message(@Nullable String level, @Nullable String message, @Nullable String timestamp) {
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
                throw Refusal.badRequest("'timestamp' must be a time like 2026-01-31T12:00:00Z");
            }
        }
    }
}
