// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.openapi.boundary;

import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.http.ErrorResponseMapper.Problem;
import io.flipside.server.http.RequestId;
import io.flipside.server.http.ResponsePage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Describes the answers of endpoints. What a method returns says how it succeeds, what it takes says how any call may fail;
 * {@link APIResponse} says the rest.
 */
final class ApiAnswers {
    private static final Map<String, String> REFUSALS = new TreeMap<>(Map.of(
            "400", "The request can not be understood",
            "401", "The token is missing, or not valid",
            "404", "There is none with this id",
            "408", "The body did not come in time",
            "413", "The body is too large",
            "415", "The body is of another type",
            "500", "The server failed",
            "503", "The server is busy, or its database can not be reached; try again later"));

    private static final Map<String, JsonObject> HEADERS = new TreeMap<>(Map.of(
            RequestId.HEADER,
            header("string", "Finds the request in the server's log"),
            "Location",
            header("string", "Where it is; the last segment is its id"),
            "Link",
            header("string", "The pages: first, prev, next, last"),
            "X-Total-Count",
            header("integer", "How many there are on all pages"),
            "Retry-After",
            header("integer", "Seconds after which the same may succeed")));

    private final ApiSchemas schemas;

    ApiAnswers(ApiSchemas schemas) {
        this.schemas = schemas;
    }

    JsonObject of(ApiEndpoint endpoint) {
        Map<String, JsonObject> all = new TreeMap<>(success(endpoint));
        refusals(endpoint).forEach(code -> all.put(code, ApiDocument.object("$ref", "#/components/responses/" + code)));
        for (APIResponse said : endpoint.method().getAnnotationsByType(APIResponse.class)) {
            all.put(said.responseCode(), said(said));
        }
        if (all.keySet().stream().noneMatch(code -> code.startsWith("2"))) {
            throw new IllegalStateException(endpoint.method() + " does not say how it succeeds: @APIResponse");
        }
        JsonObjectBuilder answers = Json.createObjectBuilder();
        all.forEach(answers::add);
        return answers.build();
    }

    private Map<String, JsonObject> success(ApiEndpoint endpoint) {
        Method method = endpoint.method();
        Class<?> type = method.getReturnType();
        boolean servlet = !method.getDeclaringClass().isAnnotationPresent(Path.class);
        if (type == Response.class || servlet) {
            return Map.of();
        }
        if (type == void.class) {
            return Map.of("204", answer("Done", "204", JsonObject.EMPTY_JSON_OBJECT));
        }
        String media = endpoint.annotation(Produces.class)
                .map(found -> found.value()[0])
                .orElse(MediaType.APPLICATION_JSON);
        JsonObject good = answer("OK", type == ResponsePage.class ? "page" : "200", content(media, method));
        return method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class)
                ? Map.of("200", good, "204", answer("Nothing", "204", JsonObject.EMPTY_JSON_OBJECT))
                : Map.of("200", good);
    }

    private JsonObject content(String media, Method method) {
        Type type = method.getGenericReturnType();
        if (type instanceof ParameterizedType page && page.getRawType() == ResponsePage.class) {
            return content(
                    media,
                    Json.createObjectBuilder(ApiSchemas.schema("array"))
                            .add("items", schemas.of(page.getActualTypeArguments()[0]))
                            .build());
        }
        return content(media, schemas.of(type));
    }

    private static JsonObject content(String media, JsonObject schema) {
        return Json.createObjectBuilder()
                .add(media, Json.createObjectBuilder().add("schema", schema))
                .build();
    }

    private static List<String> refusals(ApiEndpoint endpoint) {
        List<String> all = new ArrayList<>(List.of("400", "500", "503"));
        if (endpoint.role() != CallerRole.ANYONE) {
            all.add("401");
        }
        if (endpoint.pathParameters().anyMatch(name -> !endpoint.patterns().containsKey(name))) {
            all.add("404");
        }
        if (endpoint.body().isPresent()) {
            all.addAll(List.of("408", "413", "415"));
        }
        return all;
    }

    private JsonObject said(APIResponse said) {
        String code = said.responseCode();
        if (said.content().length > 0) {
            Content content = said.content()[0];
            String media = content.mediaType().isEmpty() ? MediaType.APPLICATION_JSON : content.mediaType();
            Class<?> type = content.schema().implementation();
            return answer(
                    said.description(), code, content(media, schemas.of(type == Void.class ? plain(media) : type)));
        }
        return code.startsWith("2")
                ? answer(said.description(), code, JsonObject.EMPTY_JSON_OBJECT)
                : refusal(code, said.description());
    }

    /** What is neither JSON nor text/plain is bytes: generated clients would look for JSON in a token that is a text. */
    private static Class<?> plain(String media) {
        return media.equals(MediaType.TEXT_PLAIN) ? String.class : InputStream.class;
    }

    private JsonObject refusal(String code, String why) {
        return answer(why, code, content(MediaType.APPLICATION_JSON, schemas.of(Problem.class)));
    }

    private static JsonObject answer(String description, String kind, JsonObject content) {
        JsonObjectBuilder headers = Json.createObjectBuilder();
        headersOf(kind).forEach(name -> headers.add(name, ApiDocument.object("$ref", "#/components/headers/" + name)));
        JsonObjectBuilder answer =
                Json.createObjectBuilder().add("description", description).add("headers", headers);
        if (!content.isEmpty()) {
            answer.add("content", content);
        }
        return answer.build();
    }

    private static List<String> headersOf(String kind) {
        return switch (kind) {
            case "201" -> List.of(RequestId.HEADER, "Location");
            case "page" -> List.of(RequestId.HEADER, "Link", "X-Total-Count");
            case "429", "503" -> List.of(RequestId.HEADER, "Retry-After");
            default -> List.of(RequestId.HEADER);
        };
    }

    /** The answers that many endpoints have. */
    JsonObject components() {
        JsonObjectBuilder all = Json.createObjectBuilder();
        REFUSALS.forEach((code, why) -> all.add(code, refusal(code, why)));
        return all.build();
    }

    static JsonObject headers() {
        JsonObjectBuilder all = Json.createObjectBuilder();
        HEADERS.forEach(all::add);
        return all.build();
    }

    private static JsonObject header(String type, String description) {
        return Json.createObjectBuilder()
                .add("description", description)
                .add("required", true)
                .add("schema", ApiSchemas.schema(type))
                .build();
    }
}
