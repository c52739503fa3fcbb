// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refuses query parameters that a call of people does not know, that are empty or stand there twice: whoever sends one wants
 * less than everything. Calls of devices ignore them, so that newer clients go on updating.
 */
@Provider
public class QueryParameterFilter implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Map<String, List<String>> sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty() || !isOfPeople(request.getUriInfo())) {
            return;
        }
        Method method = resource.getResourceMethod();
        Map<String, Boolean> repeatable = new TreeMap<>();
        QueryParameter.of(method).forEach(one -> repeatable.put(one.name(), one.isRepeatable()));
        boolean open = method.isAnnotationPresent(AttributeParameters.class);
        sent.forEach((name, values) -> {
            if (!open && !repeatable.containsKey(name)) {
                throw unknown(
                        name, "known: " + (repeatable.isEmpty() ? "none" : String.join(", ", repeatable.keySet())));
            }
            check(name, values, repeatable.getOrDefault(name, false));
        });
    }

    /** Whether an address is one that people call, not devices. */
    static boolean isOfPeople(UriInfo address) {
        return address.getPath().startsWith("management/");
    }

    /** The answer to a parameter that a call cannot obey. */
    public static ErrorResponseException unknown(String name, String known) {
        return ErrorResponseException.badRequest("the query parameter '" + name + "' is not known here; " + known);
    }

    private static void check(String name, List<String> values, boolean repeatable) {
        if (values.size() > 1 && !repeatable) {
            throw ErrorResponseException.badRequest("the query parameter '" + name + "' is there more than once");
        }
        if (values.stream().anyMatch(String::isBlank)) {
            throw ErrorResponseException.badRequest("the query parameter '" + name + "' has no value");
        }
    }
}
