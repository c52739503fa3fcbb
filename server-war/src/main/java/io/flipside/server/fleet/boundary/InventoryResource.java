// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.control.DeviceInventory;
import io.flipside.server.fleet.control.DeviceQuery;
import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.InventoryAttribute;
import io.flipside.server.http.AttributeParameters;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.http.JsonText;
import io.flipside.server.http.Paging;
import io.flipside.server.http.QueryParameterFilter;
import io.flipside.server.http.ResponsePage;
import io.flipside.server.http.RowBatches;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Serves the inventory of devices in the management API. */
@Path("management/v1/inventory/devices")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.USER)
public class InventoryResource {
    private static final List<String> DECLARED = List.of("group", "has_group", "page", "per_page");
    private static final String SCOPE = InventoryAttribute.INVENTORY + "/";
    private static final int MOST_ATTRIBUTES = 10;

    @Inject
    DeviceRepository devices;

    @Inject
    DeviceInventory inventory;

    @Inject
    TransactionRunner transactions;

    @GET
    @AttributeParameters
    @Operation(summary = "List accepted devices with their attributes")
    public ResponsePage<InventoryView> list(
            @QueryParam("group") @Nullable String group,
            @QueryParam("has_group") @Schema(enumeration = {"true", "false"}) @Nullable String hasGroup,
            @BeanParam Paging paging,
            @Context UriInfo uri) {
        DeviceQuery query = DeviceQuery.ALL
                .withStatuses(List.of(AuthStatus.ACCEPTED))
                .inGroup(Optional.ofNullable(group))
                .inAnyGroup(Optional.ofNullable(hasGroup).map(InventoryResource::truth))
                .withAttributes(attributes(uri));
        Map<String, Long> sizes = inventory.sizes(devices.ids(query, paging.requested()));
        return paging.answer(RowBatches.sized(sizes, this::views), devices.count(query));
    }

    private static Map<String, String> attributes(UriInfo uri) {
        Map<String, String> attributes = new TreeMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (DECLARED.contains(name)) {
                return;
            }
            String plain = name.startsWith(SCOPE) ? name.substring(SCOPE.length()) : name;
            if (plain.isEmpty() || plain.contains("/") || plain.equals("sort") || attributes.containsKey(plain)) {
                throw QueryParameterFilter.unknown(
                        name, "known: " + String.join(", ", DECLARED) + ", names of attributes");
            }
            attributes.put(plain, values.get(0));
        });
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw ErrorResponseException.badRequest(
                    "at most " + MOST_ATTRIBUTES + " attributes can be asked for at once");
        }
        return attributes;
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw ErrorResponseException.badRequest("has_group must be true or false");
        }
        return text.equals("true");
    }

    private List<InventoryView> views(List<String> ids) {
        Map<String, List<InventoryAttribute>> attributes = inventory.of(ids);
        return devices.byId(ids).values().stream()
                .map(device -> InventoryView.of(device, attributes.getOrDefault(device.id(), List.of())))
                .toList();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One device with its attributes")
    public InventoryView get(@PathParam("id") String id) {
        return InventoryView.of(devices.get(id), inventory.of(List.of(id)).getOrDefault(id, List.of()));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Forget the attributes that a device reported")
    public void forget(@PathParam("id") String id) {
        transactions.run(() -> inventory.report(id, Map.of(), true));
    }

    /** A device as Mender's inventory shows it. */
    public record InventoryView(String id, List<AttributeView> attributes, Instant updatedTs) {
        static InventoryView of(Device device, List<InventoryAttribute> attributes) {
            List<AttributeView> all = new ArrayList<>();
            attributes.forEach(a -> all.add(new AttributeView(a.name(), new JsonText(a.content()), a.scope())));
            device.identity()
                    .view()
                    .forEach((name, value) ->
                            all.add(new AttributeView(name, new JsonText(value.toString()), "identity")));
            all.add(text("status", device.status().wire(), "identity"));
            all.add(text("created_ts", device.created().toString(), "system"));
            all.add(text("updated_ts", device.updated().toString(), "system"));
            device.group().ifPresent(group -> all.add(text("group", group, "system")));
            return new InventoryView(device.id(), all, device.updated());
        }

        private static AttributeView text(String name, String value, String scope) {
            return new AttributeView(
                    name, new JsonText(jakarta.json.Json.createValue(value).toString()), scope);
        }
    }

    /** One attribute. */
    public record AttributeView(
            String name, JsonText value, @Schema(enumeration = {"inventory", "identity", "system"}) String scope) {}
}
