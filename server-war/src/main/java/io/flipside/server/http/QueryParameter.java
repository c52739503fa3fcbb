// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes one query parameter that a resource's method declares, itself or in a {@link BeanParam}.
 *
 * @param place that declares it
 */
public record QueryParameter(String name, Type type, AnnotatedElement place) {
    public static Stream<QueryParameter> of(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(parameter.getType().getDeclaredFields())
                                .flatMap(field -> of(field, field.getGenericType()))
                        : of(parameter, parameter.getParameterizedType()));
    }

    private static Stream<QueryParameter> of(AnnotatedElement place, Type type) {
        @Nullable QueryParam declared = place.getAnnotation(QueryParam.class);
        return declared == null ? Stream.empty() : Stream.of(new QueryParameter(declared.value(), type, place));
    }

    /** Whether it may be there more than once: a list. */
    boolean isRepeatable() {
        return type instanceof ParameterizedType;
    }
}
