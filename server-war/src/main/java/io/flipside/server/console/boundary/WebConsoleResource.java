// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.console.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.database.Page;
import io.flipside.server.fleet.boundary.AuthStatusParameter;
import io.flipside.server.fleet.control.DeviceInventory;
import io.flipside.server.fleet.control.DeviceQuery;
import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.fleet.entity.AuthSet;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.InventoryAttribute;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import io.flipside.server.http.Paging;
import io.flipside.server.http.ResponsePage;
import io.flipside.server.http.RowBatches;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.rollout.control.ArtifactDispatch;
import io.flipside.server.rollout.control.DeploymentQuery;
import io.flipside.server.rollout.control.DeploymentRepository;
import io.flipside.server.rollout.control.DeviceDeploymentRepository;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import io.flipside.server.rollout.entity.ReportedProvides;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Serves the web console's own calls: overview, devices, device deployments, selection results. Mender has no such
 * calls.
 */
@Path("management/v1/flipside")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.USER)
public class WebConsoleResource {
    @Inject
    DeviceRepository devices;

    @Inject
    DeviceInventory inventory;

    @Inject
    ArtifactRepository artifacts;

    @Inject
    DeploymentRepository deployments;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    @Inject
    ArtifactDispatch dispatch;

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
        for (String status : DeploymentQuery.STATUSES) {
            running.put(status, deployments.count(DeploymentQuery.ofStatus(status)));
        }
        return new Overview(byStatus, artifacts.count(Optional.empty()), running);
    }

    @GET
    @Path("devices")
    @Operation(summary = "Devices with their attributes and their newest device deployment")
    public ResponsePage<ConsoleDeviceRow> devices(
            @QueryParam("status") @Schema(implementation = AuthStatus.class) List<String> status,
            @QueryParam("sort") @DefaultValue("asc") @Schema(enumeration = {"asc", "desc"}) String sort,
            @BeanParam Paging paging) {
        Page page = paging.requested();
        DeviceQuery query = DeviceQuery.ALL.withStatuses(AuthStatusParameter.parse(status));
        List<String> ids =
                switch (sort) {
                    case "asc" -> devices.ids(query, page);
                    case "desc" -> devices.newestIds(query, page);
                    default -> throw ErrorResponseException.badRequest("sort must be asc or desc, by age");
                };
        Map<String, Long> sizes = inventory.sizes(ids);
        return paging.answer(RowBatches.sized(sizes, this::rows), devices.count(query));
    }

    @GET
    @Path("devices/{id}")
    @Operation(summary = "One device with its attributes and its newest device deployment")
    public ConsoleDeviceRow device(@PathParam("id") String id) {
        return rows(List.of(devices.get(id).id())).get(0);
    }

    @GET
    @Path("devices/{id}/next")
    @Operation(summary = "Which artifact the device gets now, and if none, why")
    public SelectionExplanation next(@PathParam("id") String id) {
        Device device = devices.get(id);
        return device.provides()
                .map(text -> SelectionExplanation.of(
                        dispatch.explain(id, ReportedProvides.parse(JsonCodec.object(text, "provides")))))
                .orElseGet(() -> SelectionExplanation.nothing("the device has never asked for an update"));
    }

    @GET
    @Path("deployments/{id}/devices")
    @Operation(summary = "The devices of a deployment with their live progress")
    public ResponsePage<ConsoleDeviceDeploymentRow> devicesOfDeployment(
            @PathParam("id") String id, @BeanParam Paging paging) {
        Deployment deployment = deployments.get(id);
        List<DeviceDeployment> found = deviceDeployments.of(id, DeviceDeploymentStatus.ALL, paging.requested());
        RowBatches<DeviceDeployment, ConsoleDeviceDeploymentRow> rows =
                RowBatches.of(found, some -> rows(some, deployment));
        return paging.answer(rows, deviceDeployments.count(id, DeviceDeploymentStatus.ALL));
    }

    private List<ConsoleDeviceDeploymentRow> rows(List<DeviceDeployment> some, Deployment deployment) {
        Map<String, Device> known =
                devices.byId(some.stream().map(DeviceDeployment::deviceId).toList());
        return some.stream()
                .map(one -> ConsoleDeviceDeploymentRow.of(one, deployment, known.get(one.deviceId())))
                .toList();
    }

    private List<ConsoleDeviceRow> rows(List<String> ids) {
        Map<String, List<InventoryAttribute>> attributes = inventory.of(ids);
        Map<String, List<AuthSet>> sets = devices.authSets(ids);
        Map<String, DeviceDeployment> latest = deviceDeployments.latest(ids);
        Map<String, Deployment> known = new HashMap<>();
        latest.values().forEach(one -> known.computeIfAbsent(one.deploymentId(), deployments::get));
        return devices.byId(ids).values().stream()
                .map(device -> ConsoleDeviceRow.of(
                        device,
                        sets.getOrDefault(device.id(), List.of()),
                        attributes.getOrDefault(device.id(), List.of()),
                        Optional.ofNullable(latest.get(device.id()))
                                .map(one -> ConsoleDeviceDeploymentRow.of(
                                        one, java.util.Objects.requireNonNull(known.get(one.deploymentId())), device))))
                .toList();
    }

    /** Holds the numbers of devices, artifacts and deployments. */
    public record Overview(Map<String, Long> devices, long artifacts, Map<String, Long> deployments) {}
}
