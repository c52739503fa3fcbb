// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.rollout.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import io.flipside.server.http.Paging;
import io.flipside.server.http.ResponsePage;
import io.flipside.server.http.RowBatches;
import io.flipside.server.rollout.control.DeploymentCreation;
import io.flipside.server.rollout.control.DeploymentCreation.Order;
import io.flipside.server.rollout.control.DeploymentEnding;
import io.flipside.server.rollout.control.DeploymentQuery;
import io.flipside.server.rollout.control.DeploymentRepository;
import io.flipside.server.rollout.control.DeviceDeploymentRepository;
import io.flipside.server.rollout.entity.Deployment;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Serves the management API of deployments: create, list, show progress, abort. Versions 1 and 2 of Mender's path are
 * served alike.
 */
@Path("management/{version:v[12]}/deployments/deployments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.USER)
public class DeploymentsResource {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @Inject
    TransactionRunner transactions;

    @Inject
    DeploymentRepository deployments;

    @Inject
    DeploymentCreation creation;

    @Inject
    DeploymentEnding ending;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    @Inject
    DeploymentViewAssembler views;

    @POST
    @Operation(summary = "Deploy a release to some devices or to all that are accepted")
    @APIResponse(responseCode = "201", description = "Created")
    @APIResponse(responseCode = "409", description = "The same order is under way already")
    @APIResponse(responseCode = "422", description = "There is no such release, or no accepted device")
    public Response create(NewDeployment order) {
        Order checked = order.checked();
        Deployment deployment = transactions.run(() -> creation.create(checked));
        return Response.created(URI.create("management/v1/deployments/deployments/" + deployment.id()))
                .build();
    }

    @GET
    @Operation(summary = "List deployments, newest first")
    public ResponsePage<DeploymentView> list(
            @BeanParam DeploymentQueryParameters parameters, @BeanParam Paging paging) {
        DeploymentQuery query = parameters.query();
        return paging.answer(views.of(deployments.list(query, paging.requested())), deployments.count(query));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One deployment")
    public DeploymentView get(@PathParam("id") String id) {
        return views.of(List.of(deployments.get(checked(id)))).get(0);
    }

    @PUT
    @Path("{id}/status")
    @Operation(summary = "Abort a deployment")
    @APIResponse(responseCode = "422", description = "It is finished")
    public void abort(@PathParam("id") String id, Change change) {
        if (!"aborted".equals(change.status())) {
            throw ErrorResponseException.badRequest("status can only be set to aborted");
        }
        String deployment = checked(id);
        transactions.run(() -> ending.abort(deployment));
    }

    @GET
    @Path("{id}/statistics")
    @Operation(summary = "How many devices are in which status")
    public Map<String, Long> statistics(@PathParam("id") String id) {
        deployments.get(checked(id));
        return DeploymentView.counters(deviceDeployments.counts(List.of(id)).getOrDefault(id, Map.of()));
    }

    @POST
    @Path("statistics/list")
    @Operation(summary = "The statistics of several deployments")
    public List<DeploymentStatistics> statisticsOfMany(Ids ids) {
        Map<String, Map<DeviceDeploymentStatus, Long>> counts = deviceDeployments.counts(ids.checked());
        return ids.checked().stream()
                .map(id -> new DeploymentStatistics(id, DeploymentView.counters(counts.getOrDefault(id, Map.of()))))
                .toList();
    }

    @GET
    @Path("{id}/devices/list")
    @Operation(summary = "The devices of a deployment and how far they are")
    public ResponsePage<DeviceDeploymentView> devices(
            @PathParam("id") String id, @QueryParam("status") @Nullable String status, @BeanParam Paging paging) {
        deployments.get(checked(id));
        Set<DeviceDeploymentStatus> statuses = status == null
                ? DeviceDeploymentStatus.ALL
                : DeviceDeploymentStatus.asked(status)
                        .orElseThrow(() -> ErrorResponseException.badRequest("status '" + status
                                + "' is neither one of a device in a deployment, nor active, finished or pause"));
        RowBatches<DeviceDeployment, DeviceDeploymentView> devices =
                RowBatches.of(deviceDeployments.of(id, statuses, paging.requested()), views::devices);
        return paging.answer(devices, deviceDeployments.count(id, statuses));
    }

    @GET
    @Path("{id}/devices")
    @Operation(summary = "The same, as older clients ask for it", deprecated = true)
    public ResponsePage<DeviceDeploymentView> devicesOfOld(
            @PathParam("id") String id, @QueryParam("status") @Nullable String status, @BeanParam Paging paging) {
        return devices(id, status, paging);
    }

    @GET
    @Path("{id}/device_list")
    @Operation(summary = "The ids of a deployment's devices")
    public List<String> deviceIds(@PathParam("id") String id) {
        deployments.get(checked(id));
        return deviceDeployments.deviceIds(id);
    }

    @GET
    @Path("{id}/devices/{device}/log")
    @Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
    @Operation(summary = "What a device wrote down when it failed")
    @APIResponse(responseCode = "200", description = "The log", content = @Content(mediaType = MediaType.TEXT_PLAIN))
    public Response log(@PathParam("id") String id, @PathParam("device") String device) {
        DeviceDeployment failed = deviceDeployments.get(checked(id), device);
        return Response.ok(deviceDeployments.log(failed), MediaType.TEXT_PLAIN + ";charset=utf-8")
                .build();
    }

    private static String checked(String id) {
        if (!UUID.matcher(id).matches()) {
            throw ErrorResponseException.badRequest("the id of a deployment is a UUID");
        }
        return id;
    }

    /** Says what to deploy, and where. */
    public record NewDeployment(
            @Schema(required = true, minLength = 1, maxLength = 256) @Nullable String name,
            @Schema(required = true, minLength = 1, maxLength = 256) @Nullable String artifactName,
            @Nullable List<String> devices,
            @Nullable Boolean allDevices,
            @Nullable Boolean forceInstallation) {

        Order checked() {
            if (blankOrLong(name) || blankOrLong(artifactName)) {
                throw ErrorResponseException.badRequest(
                        "name and artifact_name are needed, each of 1 to 256 characters");
            }
            boolean all = Boolean.TRUE.equals(allDevices);
            List<String> some = JsonCodec.ids(devices, "devices");
            if (all != some.isEmpty()) {
                throw ErrorResponseException.badRequest(
                        "either devices (a list of ids) or all_devices: true is needed");
            }
            return new Order(
                    java.util.Objects.requireNonNull(name),
                    java.util.Objects.requireNonNull(artifactName),
                    all ? Optional.empty() : Optional.of(some),
                    Boolean.TRUE.equals(forceInstallation));
        }

        private static boolean blankOrLong(@Nullable String text) {
            return text == null || text.isBlank() || text.length() > 256;
        }
    }

    /** A change of status. */
    public record Change(@Schema(required = true, enumeration = "aborted") @Nullable String status) {}

    /** Holds how many devices of a deployment are in which status. */
    public record DeploymentStatistics(String id, Map<String, Long> stats) {}

    /** Ids of deployments. */
    public record Ids(@Schema(maxItems = 500) @Nullable List<String> deploymentIds) {
        List<String> checked() {
            List<String> ids = JsonCodec.ids(deploymentIds, "deployment_ids");
            if (ids.size() > 500) {
                throw ErrorResponseException.badRequest("at most 500 deployment_ids");
            }
            return ids;
        }
    }
}
