// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.annotation.Priority;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * Converts the bodies of requests and responses between JSON and Java records or collections. What does not parse is
 * the caller's mistake, never an internal error.
 */
@Provider
@Priority(1)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class JsonBodyProvider implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    @Context
    UriInfo uri;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return ours(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return ours(type);
    }

    private static boolean ours(Class<?> type) {
        return type.isRecord()
                || java.util.Collection.class.isAssignableFrom(type)
                || java.util.Map.class.isAssignableFrom(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        try {
            new JsonTypeChecker(QueryParameterFilter.isOfPeople(uri)).check(JsonCodec.value(text), generic, "the body");
            Object value = JsonCodec.BINDING.fromJson(text, generic);
            if (value == null) {
                throw ErrorResponseException.badRequest("the body is empty; JSON is expected");
            }
            return value;
        } catch (JsonbException
                | JsonException
                | ClassCastException
                | IllegalArgumentException
                | UnsupportedOperationException e) {
            throw refused(e);
        }
    }

    private static ErrorResponseException refused(RuntimeException problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            if (deepest instanceof ErrorResponseException refusal) {
                return refusal;
            }
            deepest = deepest.getCause();
        }
        return deepest instanceof ErrorResponseException refusal
                ? refusal
                : ErrorResponseException.badRequest("the body is not the JSON that is expected here");
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body) {
        JsonCodec.write(value, body);
    }
}
