// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.openapi.boundary;

import io.flipside.server.http.AttributeParameters;
import io.flipside.server.http.QueryParameter;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.HeaderParam;
import java.util.Arrays;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Describes the parameters of endpoints: of the path and of the query. */
final class ApiParameters {
    /** OpenAPI says these by the security scheme and the body. */
    private static final Set<String> SAID_ELSEWHERE = Set.of("Authorization", "Content-Type", "X-MEN-Signature");

    private final ApiSchemas schemas;

    ApiParameters(ApiSchemas schemas) {
        this.schemas = schemas;
    }

    JsonArrayBuilder of(ApiEndpoint endpoint) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        endpoint.pathParameters().forEach(name -> all.add(inPath(endpoint, name)));
        QueryParameter.of(endpoint.method())
                .forEach(one -> all.add(parameter(one.name(), ParameterIn.QUERY, schemas.of(one.type(), one.place()))));
        if (endpoint.method().isAnnotationPresent(AttributeParameters.class)) {
            all.add(attributes());
        }
        for (java.lang.reflect.Parameter parameter : endpoint.method().getParameters()) {
            requireSaidElsewhere(parameter.getAnnotation(HeaderParam.class));
        }
        Arrays.stream(endpoint.method().getAnnotationsByType(Parameter.class)).forEach(said -> all.add(said(said)));
        return all;
    }

    /** An object in the query is one parameter for each of its members. */
    private static JsonObjectBuilder attributes() {
        JsonObject texts = Json.createObjectBuilder(ApiSchemas.schema("object"))
                .add("additionalProperties", ApiSchemas.schema("string"))
                .build();
        return parameter("attributes", ParameterIn.QUERY, texts)
                .add(
                        "description",
                        "Attributes that the devices must have reported: each by its name, perhaps after inventory/, with its"
                                + " whole value, a text or a number");
    }

    private static JsonObjectBuilder inPath(ApiEndpoint endpoint, String name) {
        @Nullable String pattern = endpoint.patterns().get(name);
        JsonObject text = ApiSchemas.schema("string");
        JsonObject schema = pattern == null
                ? text
                : Json.createObjectBuilder(text)
                        .add("pattern", "^" + pattern + "$")
                        .build();
        return parameter(name, ParameterIn.PATH, schema).add("required", true);
    }

    private JsonObjectBuilder said(Parameter said) {
        JsonObject schema = schemas.of(said.schema().implementation());
        return parameter(said.name(), said.in(), schema).add("required", said.required());
    }

    private static JsonObjectBuilder parameter(String name, ParameterIn where, JsonObject schema) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("in", where.toString())
                .add("schema", schema);
    }

    private static void requireSaidElsewhere(@Nullable HeaderParam header) {
        if (header != null && !SAID_ELSEWHERE.contains(header.value())) {
            throw new IllegalStateException("the API document does not say the header " + header.value());
        }
    }
}
