// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.openapi.boundary;

import io.flipside.server.access.boundary.AllowedRole;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.http.ApiApplication;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Describes one endpoint of the API: a method of a resource, or of a servlet that says what it does.
 *
 * @param path with the names of its parameters in braces
 * @param patterns of those parameters that have one
 * @param verb of HTTP, in lower case
 */
record ApiEndpoint(Method method, String path, Map<String, String> patterns, String verb) {
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\s*(\\w+)\\s*(?::\\s*([^{}]+?)\\s*)?}");
    private static final String ROOT =
            "/" + ApiApplication.class.getAnnotation(ApplicationPath.class).value() + "/";

    /** Finds those of a class; none, if it is no resource. */
    static Stream<ApiEndpoint> in(Class<?> type) {
        @Nullable Path path = type.getAnnotation(Path.class);
        @Nullable WebServlet servlet = type.getAnnotation(WebServlet.class);
        Stream<Method> methods = Arrays.stream(type.getDeclaredMethods());
        if (path != null) {
            return methods.flatMap(method -> verb(method).map(verb -> of(method, ROOT + path.value(), verb)).stream());
        }
        return servlet == null
                ? Stream.empty()
                : methods.filter(method -> method.isAnnotationPresent(Operation.class))
                        .map(method -> of(method, servlet.value()[0].replace("*", "{id}"), "get"));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .map(found -> found.value().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static ApiEndpoint of(Method method, String root, String verb) {
        @Nullable Path own = method.getAnnotation(Path.class);
        String template = own == null ? root : root + "/" + own.value();
        Map<String, String> patterns = new TreeMap<>();
        String path = TEMPLATE.matcher(template.replaceAll("/+", "/").replaceAll("/$", ""))
                .replaceAll(found -> "{" + named(found, patterns) + "}");
        return new ApiEndpoint(method, path, patterns, verb);
    }

    private static String named(MatchResult found, Map<String, String> patterns) {
        if (found.group(2) != null) {
            patterns.put(found.group(1), found.group(2));
        }
        return found.group(1);
    }

    /** The names of the path's parameters, in their order. */
    Stream<String> pathParameters() {
        return TEMPLATE.matcher(path).results().map(found -> found.group(1));
    }

    String tag() {
        return method.getDeclaringClass().getSimpleName().replaceAll("(Resource|Servlet)$", "");
    }

    /** Unique: a resource has no two methods of one name. */
    String id() {
        String name = method.getName();
        return Character.toLowerCase(tag().charAt(0))
                + tag().substring(1)
                + Character.toUpperCase(name.charAt(0))
                + name.substring(1);
    }

    CallerRole role() {
        return annotation(AllowedRole.class).map(AllowedRole::value).orElse(CallerRole.ANYONE);
    }

    /** That of the method, else that of its class. */
    <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return Optional.ofNullable(method.getAnnotation(type))
                .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(type)));
    }

    /** The parameter that is the request's body: the one that nothing says to come from elsewhere. */
    Optional<Parameter> body() {
        return method.getDeclaringClass().isAnnotationPresent(Path.class)
                ? Arrays.stream(method.getParameters())
                        .filter(parameter -> Arrays.stream(parameter.getAnnotations())
                                .noneMatch(found ->
                                        found.annotationType().getPackageName().startsWith("jakarta.ws.rs")))
                        .findFirst()
                : Optional.empty();
    }
}
