// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.control.DeviceAuthorization;
import io.flipside.server.fleet.control.DeviceQuery;
import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.fleet.entity.AuthSet;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.DevicePublicKey;
import io.flipside.server.fleet.entity.IdentityData;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonCodec;
import io.flipside.server.http.Paging;
import io.flipside.server.http.ResponsePage;
import io.flipside.server.http.RowBatches;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Serves the management API of devices and their authorization. */
@Path("management/v2/devauth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.USER)
public class DeviceAuthorizationResource {
    @Inject
    TransactionRunner transactions;

    @Inject
    DeviceRepository devices;

    @Inject
    DeviceAuthorization authorization;

    @GET
    @Path("devices")
    @Operation(summary = "List devices, with their authorisation sets")
    public ResponsePage<DeviceAuthorizationView> list(
            @QueryParam("status") @Schema(implementation = AuthStatus.class) List<String> status,
            @QueryParam("id") List<String> ids,
            @BeanParam Paging paging) {
        DeviceQuery query =
                DeviceQuery.ALL.withStatuses(AuthStatusParameter.parse(status)).withIds(JsonCodec.ids(ids, "id"));
        return answer(query, paging);
    }

    @POST
    @Path("devices")
    @Operation(summary = "Preauthorise a device by its key or the fingerprint of it: its first request is accepted")
    @APIResponse(responseCode = "201", description = "Preauthorised")
    @APIResponse(
            responseCode = "409",
            description = "The device is known already: this one",
            content = @Content(schema = @Schema(implementation = DeviceAuthorizationView.class)))
    public Response preauthorize(Preauthorization wanted) {
        JsonObject given = wanted.identityData();
        if (given == null) {
            throw ErrorResponseException.badRequest("identity_data is needed");
        }
        IdentityData identity = IdentityData.parse(given.toString());
        Optional<DevicePublicKey> key = Optional.ofNullable(wanted.pubkey()).map(DevicePublicKey::parse);
        String pem = key.map(DevicePublicKey::pem).orElse("");
        String fingerprint = key.map(DevicePublicKey::digest).orElseGet(wanted::checkedFingerprint);
        boolean force = Boolean.TRUE.equals(wanted.force());
        Optional<Device> device = transactions.run(() -> authorization.preauthorize(identity, fingerprint, pem, force));
        if (device.isEmpty()) {
            Device known = devices.withIdentity(identity)
                    .orElseThrow(() ->
                            ErrorResponseException.conflict("the device was known, and has just left; try again"));
            return Response.status(Response.Status.CONFLICT).entity(view(known)).build();
        }
        return Response.created(URI.create(
                        "management/v2/devauth/devices/" + device.get().id()))
                .build();
    }

    private DeviceAuthorizationView view(Device device) {
        return DeviceAuthorizationView.of(
                device, devices.authSets(List.of(device.id())).getOrDefault(device.id(), List.of()));
    }

    /**
     * Holds a key to be accepted with its first request.
     *
     * @param fingerprint instead of the key: the SHA-256 digest of its DER, in hexadecimal
     * @param force takes it for a device, too, that is known already
     */
    public record Preauthorization(
            @Schema(required = true) @Nullable JsonObject identityData,
            @Nullable String pubkey,
            @Nullable String fingerprint,
            @Nullable Boolean force) {
        private String checkedFingerprint() {
            String text = fingerprint == null
                    ? ""
                    : fingerprint.replaceAll("[: ]", "").toLowerCase(Locale.ROOT);
            if (!text.matches("[0-9a-f]{64}")) {
                throw ErrorResponseException.badRequest(
                        "pubkey is needed, or fingerprint: the 64 hexadecimal digits of its SHA-256 digest");
            }
            return text;
        }
    }

    @POST
    @Path("devices/search")
    @Operation(summary = "List devices; the filter is in the body")
    public ResponsePage<DeviceAuthorizationView> search(Search search, @BeanParam Paging paging) {
        DeviceQuery query = DeviceQuery.ALL
                .withStatuses(AuthStatusParameter.parse(search.status()))
                .withIds(search.id());
        return answer(query, paging);
    }

    private ResponsePage<DeviceAuthorizationView> answer(DeviceQuery query, Paging paging) {
        List<String> ids = devices.ids(query, paging.requested());
        return paging.answer(RowBatches.of(ids, this::views), devices.count(query));
    }

    private List<DeviceAuthorizationView> views(List<String> ids) {
        Map<String, List<AuthSet>> sets = devices.authSets(ids);
        return devices.byId(ids).values().stream()
                .map(device -> DeviceAuthorizationView.of(device, sets.getOrDefault(device.id(), List.of())))
                .toList();
    }

    @GET
    @Path("devices/count")
    @Operation(summary = "Count devices")
    public Count count(@QueryParam("status") @Schema(implementation = AuthStatus.class) List<String> status) {
        return new Count(devices.count(DeviceQuery.ALL.withStatuses(AuthStatusParameter.parse(status))));
    }

    @GET
    @Path("devices/{id}")
    @Operation(summary = "One device")
    public DeviceAuthorizationView get(@PathParam("id") String id) {
        return view(devices.get(id));
    }

    @DELETE
    @Path("devices/{id}")
    @Operation(summary = "Decommission a device: forget it and end its device deployments")
    public void decommission(@PathParam("id") String id) {
        transactions.run(() -> authorization.decommission(id));
    }

    @GET
    @Path("devices/{id}/auth/{aid}/status")
    @Operation(summary = "What was decided about a key")
    public KeyStatus status(@PathParam("id") String id, @PathParam("aid") String set) {
        return new KeyStatus(authorization.authSet(id, set).status().wire());
    }

    @PUT
    @Path("devices/{id}/auth/{aid}/status")
    @Operation(summary = "Accept or reject a key, and with it the device")
    public void decide(@PathParam("id") String id, @PathParam("aid") String set, Decision decision) {
        AuthStatus status = Optional.ofNullable(decision.status())
                .flatMap(AuthStatus::parse)
                .orElseThrow(() -> ErrorResponseException.badRequest("status must be accepted or rejected"));
        transactions.run(() -> authorization.decide(id, set, status));
    }

    @DELETE
    @Path("devices/{id}/auth/{aid}")
    @Operation(summary = "Forget a key")
    public void dismiss(@PathParam("id") String id, @PathParam("aid") String set) {
        transactions.run(() -> authorization.dismiss(id, set));
    }

    @GET
    @Path("limits/max_devices")
    @Operation(summary = "How many devices may be accepted; 0 is without limit")
    public Limit limit() {
        return new Limit(0);
    }

    /** A filter. */
    public record Search(
            @Schema(implementation = AuthStatus.class) @Nullable List<String> status, @Nullable List<String> id) {
        @Override
        public List<String> status() {
            return JsonCodec.list(status, "status");
        }

        @Override
        public List<String> id() {
            return JsonCodec.ids(id, "id");
        }
    }

    /** A decision. */
    public record Decision(
            @Schema(
                            required = true,
                            enumeration = {"accepted", "rejected"})
                    @Nullable
                    String status) {}

    /** Holds what was decided. */
    public record KeyStatus(@Schema(implementation = AuthStatus.class) String status) {}

    /** Holds the number of devices. */
    public record Count(long count) {}

    /** Holds the number of devices that may be accepted. */
    public record Limit(long limit) {}
}
