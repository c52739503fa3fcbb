// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.fleet.boundary.Statuses;
import io.flipside.server.fleet.control.Devices;
import io.flipside.server.fleet.control.Devices.Filter;
import io.flipside.server.fleet.control.Inventory;
import io.flipside.server.fleet.entity.Attribute;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.http.Audience;
import io.flipside.server.http.Audience.Caller;
import io.flipside.server.http.Json;
import io.flipside.server.http.Page;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.rollout.control.Deployments;
import io.flipside.server.rollout.control.Dispatch;
import io.flipside.server.rollout.control.Jobs;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.Job;
import io.flipside.server.rollout.entity.Provides;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the console shows at a glance. Mender has no such calls. */
@Path("management/v1/flipside")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Audience(Caller.USER)
public class OverviewResource {
    @Inject
    Devices devices;

    @Inject
    Inventory inventory;

    @Inject
    ArtifactRepository artifacts;

    @Inject
    Deployments deployments;

    @Inject
    Jobs jobs;

    @Inject
    Dispatch dispatch;

    @GET
    @Path("overview")
    @Operation(summary = "How many devices, artifacts and deployments there are")
    public Overview overview() {
        Map<AuthStatus, Long> counts = devices.countByStatus();
        Map<String, Long> byStatus = new TreeMap<>();
        for (AuthStatus status : AuthStatus.values()) {
            byStatus.put(status.wire(), counts.getOrDefault(status, 0L));
        }
        Map<String, Long> running = new TreeMap<>();
        for (String status : List.of("pending", "inprogress", "finished")) {
            running.put(status, deployments.count(Optional.of(status)));
        }
        return new Overview(byStatus, artifacts.count(Optional.empty()), running);
    }

    @GET
    @Path("devices")
    @Operation(summary = "Devices with their attributes and their newest job")
    public Response devices(@QueryParam("status") List<String> status, @Context UriInfo uri) {
        Page page = Page.of(uri);
        Filter filter = Filter.of(Statuses.parse(status));
        return page.answer(rows(devices.list(filter, page)), devices.count(filter), uri);
    }

    @GET
    @Path("devices/{id}")
    @Operation(summary = "One device with its attributes and its newest job")
    public DeviceRow device(@PathParam("id") String id) {
        return rows(List.of(devices.get(id))).get(0);
    }

    @GET
    @Path("devices/{id}/next")
    @Operation(summary = "Which artifact the device gets now, and if none, why")
    public Explanation next(@PathParam("id") String id) {
        Device device = devices.get(id);
        return device.provides()
                .map(text -> Explanation.of(dispatch.explain(id, Provides.parse(Json.object(text, "provides")))))
                .orElseGet(() -> Explanation.nothing("the device has never asked for an update"));
    }

    @GET
    @Path("deployments/{id}/devices")
    @Operation(summary = "The devices of a deployment with their live progress")
    public Response jobs(@PathParam("id") String id, @Context UriInfo uri) {
        Page page = Page.of(uri);
        Deployment deployment = deployments.get(id);
        List<Job> found = jobs.of(id, page);
        Map<String, Device> known =
                devices.byId(found.stream().map(Job::deviceId).toList());
        List<JobView> views = found.stream()
                .map(job -> JobView.of(job, deployment, known.get(job.deviceId())))
                .toList();
        return page.answer(views, jobs.count(id), uri);
    }

    private List<DeviceRow> rows(List<Device> page) {
        List<String> ids = page.stream().map(Device::id).toList();
        Map<String, List<Attribute>> attributes = inventory.of(ids);
        Map<String, Job> latest = jobs.latest(ids);
        Map<String, Deployment> known = new HashMap<>();
        latest.values().forEach(job -> known.computeIfAbsent(job.deploymentId(), deployments::get));
        return page.stream()
                .map(device -> DeviceRow.of(
                        device,
                        attributes.getOrDefault(device.id(), List.of()),
                        Optional.ofNullable(latest.get(device.id()))
                                .map(job -> JobView.of(
                                        job, java.util.Objects.requireNonNull(known.get(job.deploymentId())), device))))
                .toList();
    }

    /** How many there are. */
    public record Overview(Map<String, Long> devices, long artifacts, Map<String, Long> deployments) {}
}
