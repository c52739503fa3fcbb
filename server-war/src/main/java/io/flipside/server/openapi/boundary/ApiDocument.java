// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.openapi.boundary;

import io.flipside.server.access.entity.CallerRole;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** Assembles the OpenAPI document from the classes that serve the API. */
final class ApiDocument {
    private static final String VERSION = "3.0.3";
    private static final String ABOUT =
            "Over-the-air updates. Paths and shapes are those of the Mender server. Members without a value are absent.";

    private final ApiSchemas schemas = new ApiSchemas();
    private final ApiAnswers answers = new ApiAnswers(schemas);
    private final ApiParameters parameters = new ApiParameters(schemas);

    private ApiDocument() {}

    /**
     * Describes all resources among these classes.
     *
     * @param root of the server that serves them
     */
    static JsonObject of(Collection<Class<?>> classes, String root) {
        return new ApiDocument().assemble(classes, root);
    }

    private JsonObject assemble(Collection<Class<?>> classes, String root) {
        Map<String, JsonObjectBuilder> paths = new TreeMap<>();
        List<ApiEndpoint> endpoints = classes.stream()
                .distinct()
                .flatMap(ApiEndpoint::in)
                .sorted(Comparator.comparing(ApiEndpoint::path).thenComparing(ApiEndpoint::verb))
                .toList();
        for (ApiEndpoint endpoint : endpoints) {
            paths.computeIfAbsent(endpoint.path(), path -> Json.createObjectBuilder())
                    .add(endpoint.verb(), operation(endpoint));
        }
        JsonObjectBuilder all = Json.createObjectBuilder();
        paths.forEach(all::add);
        return Json.createObjectBuilder()
                .add("openapi", VERSION)
                .add("info", object("title", "Flipside", "version", "1", "description", ABOUT))
                .add("servers", Json.createArrayBuilder().add(object("url", root)))
                .add("paths", all)
                .add("components", components())
                .build();
    }

    private JsonObject operation(ApiEndpoint endpoint) {
        Operation about = endpoint.annotation(Operation.class).orElseThrow();
        JsonObjectBuilder operation = Json.createObjectBuilder()
                .add("operationId", endpoint.id())
                .add("tags", Json.createArrayBuilder().add(endpoint.tag()))
                .add("summary", about.summary())
                .add("security", security(endpoint))
                .add("parameters", parameters.of(endpoint))
                .add("responses", answers.of(endpoint));
        if (about.deprecated()) {
            operation.add("deprecated", true);
        }
        endpoint.body().ifPresent(body -> operation.add("requestBody", body(endpoint, body)));
        return operation.build();
    }

    private static JsonArrayBuilder security(ApiEndpoint endpoint) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        @Nullable SecurityRequirement own = endpoint.method().getAnnotation(SecurityRequirement.class);
        if (own != null) {
            all.add(Json.createObjectBuilder().add(own.name(), Json.createArrayBuilder()));
        } else if (endpoint.role() != CallerRole.ANYONE) {
            String scheme = endpoint.role() == CallerRole.USER ? "user_token" : "device_token";
            all.add(Json.createObjectBuilder().add(scheme, Json.createArrayBuilder()));
        }
        return all;
    }

    private JsonObjectBuilder body(ApiEndpoint endpoint, Parameter body) {
        @Nullable RequestBodySchema said = body.getAnnotation(RequestBodySchema.class);
        Type type = said == null ? body.getParameterizedType() : said.value();
        String media = endpoint.annotation(Consumes.class)
                .map(found -> found.value()[0])
                .orElse(MediaType.APPLICATION_JSON);
        JsonObjectBuilder content =
                Json.createObjectBuilder().add(media, Json.createObjectBuilder().add("schema", schemas.of(type)));
        return Json.createObjectBuilder().add("required", true).add("content", content);
    }

    private JsonObjectBuilder components() {
        return Json.createObjectBuilder()
                .add("schemas", schemas.components())
                .add("responses", answers.components())
                .add("headers", ApiAnswers.headers())
                .add(
                        "securitySchemes",
                        Json.createObjectBuilder()
                                .add("user_token", bearer("A user gets one from useradm/auth/login"))
                                .add("device_token", bearer("A device gets one from authentication/auth_requests"))
                                .add("login", object("type", "http", "scheme", "basic"))
                                .add(
                                        "device_signature",
                                        object("type", "apiKey", "in", "header", "name", "X-MEN-Signature")));
    }

    private static JsonObject bearer(String where) {
        return object("type", "http", "scheme", "bearer", "bearerFormat", "JWT", "description", where);
    }

    static JsonObject object(String... namesAndValues) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return object.build();
    }
}
