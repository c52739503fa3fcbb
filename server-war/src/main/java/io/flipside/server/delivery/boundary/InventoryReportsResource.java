// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.delivery.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.boundary.AuthenticatedCaller;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.control.DeviceInventory;
import io.flipside.server.http.ErrorResponseException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Receives the inventory attributes of devices by HTTP. The answer is 200: after a 204, Mender's client does not ask
 * for updates for minutes.
 */
@Path("devices/v1/inventory/device/attributes")
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.DEVICE)
public class InventoryReportsResource {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 16_384;

    @Inject
    TransactionRunner transactions;

    @Inject
    DeviceInventory inventory;

    @PUT
    @Operation(summary = "These are all attributes of the device")
    @APIResponse(responseCode = "200", description = "Kept")
    public Response replace(@Context SecurityContext caller, List<Reported> attributes) {
        return report(caller, attributes, true);
    }

    @PATCH
    @Operation(summary = "These attributes of the device are new")
    @APIResponse(responseCode = "200", description = "Kept")
    public Response merge(@Context SecurityContext caller, List<Reported> attributes) {
        return report(caller, attributes, false);
    }

    private Response report(SecurityContext caller, List<Reported> attributes, boolean all) {
        Map<String, String> values = new TreeMap<>();
        for (@Nullable Reported attribute : attributes) {
            if (attribute == null) {
                throw ErrorResponseException.badRequest("an attribute is null");
            }
            values.put(attribute.checkedName(), attribute.checkedValue());
        }
        String device = AuthenticatedCaller.of(caller).id();
        transactions.run(() -> inventory.report(device, values, all));
        return Response.ok().build();
    }

    /** One attribute as a device sends it. */
    public record Reported(
            @Schema(required = true, minLength = 1, maxLength = LONGEST_NAME) @Nullable String name,
            @Schema(required = true) @Nullable JsonValue value) {
        String checkedName() {
            if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
                throw ErrorResponseException.badRequest(
                        "an attribute needs a name of at most " + LONGEST_NAME + " characters");
            }
            // Some databases take names that differ in a last blank only for the same key.
            return name.strip();
        }

        String checkedValue() {
            boolean good = plain(value)
                    || (value instanceof JsonArray list && list.stream().allMatch(Reported::plain));
            if (!good || value == null) {
                throw ErrorResponseException.badRequest(
                        "attribute '" + name + "' must be text, a number, or a list of these");
            }
            String text = value.toString();
            if (text.length() > LONGEST_VALUE) {
                throw ErrorResponseException.badRequest(
                        "attribute '" + name + "' is longer than " + LONGEST_VALUE + " characters");
            }
            return text;
        }

        private static boolean plain(@Nullable JsonValue value) {
            return value instanceof JsonString
                    || value instanceof JsonNumber
                    || value == JsonValue.TRUE
                    || value == JsonValue.FALSE;
        }
    }
}
