// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.delivery.control.DownloadPlaces;
import io.flipside.server.fleet.control.DeviceInventory;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import io.flipside.server.release.control.DownloadLinkIssuer;
import io.flipside.server.release.control.DownloadLinkIssuer.DeviceClaim;
import io.flipside.server.release.control.DownloadLinkIssuer.Link;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.control.ArtifactDispatch;
import io.flipside.server.rollout.control.ArtifactDispatch.Answer;
import io.flipside.server.rollout.control.SelectionResult;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.ReportedProvides;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Answers a device's request for its next update, in the versions 1 and 2 of Mender's API. */
@Path("devices")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.DEVICE)
public class NextDeploymentResource {
    private static final String NEXT = "deployments/device/deployments/next";

    @Inject
    TransactionRunner transactions;

    @Inject
    ArtifactDispatch dispatch;

    @Inject
    DownloadPlaces places;

    @Inject
    DeviceInventory inventory;

    @Inject
    DownloadLinkIssuer links;

    @Inject
    @ConfigProperty(name = "flipside.device-link.seconds")
    long linkSeconds;

    @Context
    UriInfo uri;

    @Context
    ContainerRequestContext request;

    @POST
    @Path("v2/" + NEXT)
    @Operation(summary = "The next update; the body holds device_provides")
    @APIResponse(responseCode = "409", description = "The device is another than the one that got the update under way")
    public @Nullable Offer nextV2(@RequestBodySchema(NextRequest.class) String body) {
        JsonObject asked = JsonCodec.object(body, "the body");
        if (!(asked.get("device_provides") instanceof JsonObject provides)) {
            throw ErrorResponseException.badRequest("'device_provides' must be an object");
        }
        return answer(ReportedProvides.parse(provides));
    }

    @POST
    @Path("v1/" + NEXT)
    @Operation(summary = "The next update; the body is what the device provides")
    @APIResponse(responseCode = "409", description = "The device is another than the one that got the update under way")
    public @Nullable Offer nextV1(@RequestBodySchema(Map.class) String body) {
        return answer(ReportedProvides.parse(JsonCodec.object(body, "the body")));
    }

    @GET
    @Path("v1/" + NEXT)
    @Operation(summary = "The next update; the query is what the device provides")
    @Parameter(name = "artifact_name", in = ParameterIn.QUERY, schema = @Schema(implementation = String.class))
    @Parameter(name = "device_type", in = ParameterIn.QUERY, schema = @Schema(implementation = String.class))
    @APIResponse(responseCode = "409", description = "The device is another than the one that got the update under way")
    public @Nullable Offer nextByQuery() {
        Map<String, String> values = new TreeMap<>();
        uri.getQueryParameters().forEach((key, all) -> values.put(key, all.get(0)));
        return answer(ReportedProvides.of(values));
    }

    private @Nullable Offer answer(ReportedProvides provides) {
        if (!(request.getProperty(DeviceAuthenticationFilter.DEVICE) instanceof Device device)) {
            throw ErrorResponseException.unauthorized("authenticate first");
        }
        String json = provides.json();
        if (!device.provides().map(json::equals).orElse(false)) {
            transactions.run(() -> inventory.rememberProvides(device.id(), json));
        }
        // Without a place the device hears that there is nothing, and asks again at its next poll.
        Answer answer = dispatch.isAnythingEligible(device.id()) && places.areFree()
                ? transactions.run(() -> dispatch.next(device.id(), provides))
                : Answer.NOTHING;
        SelectionResult result = answer.result();
        if (result.conflict()) {
            throw ErrorResponseException.conflict(result.reason());
        }
        return result.artifact()
                .map(artifact -> offer(device, answer.deviceDeployment().orElseThrow(), artifact))
                .orElse(null);
    }

    private Offer offer(Device device, DeviceDeployment deviceDeployment, StoredArtifact artifact) {
        DeviceClaim claim =
                new DeviceClaim(deviceDeployment.id(), device.tokenId().orElseThrow());
        places.keep(deviceDeployment.id());
        Link link = links.to(artifact.id(), claim, uri.getBaseUri().resolve(".."), Duration.ofSeconds(linkSeconds));
        return new Offer(
                deviceDeployment.deploymentId(),
                new Offered(
                        artifact.id(),
                        artifact.name(),
                        new Source(link.uri().toString(), link.expire()),
                        artifact.metadata().deviceTypesCompatible()));
    }

    /** Describes the body of version 2; Mender's client says that it knows update control maps, of which there are none here. */
    record NextRequest(Map<String, String> deviceProvides, Optional<Boolean> updateControlMap) {}

    /** Holds the next deployment for a device. */
    public record Offer(String id, Offered artifact) {}

    /** Holds the artifact that the device is to install. */
    public record Offered(String id, String artifactName, Source source, List<String> deviceTypesCompatible) {}

    /** Holds the link to the artifact's bytes. */
    public record Source(String uri, Instant expire) {}
}
