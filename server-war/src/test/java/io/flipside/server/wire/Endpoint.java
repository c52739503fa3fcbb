// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One call of the server, as its resource declares it: tests that ask something of every call find new ones by themselves.
 *
 * @param verb of HTTP
 * @param path with its parameters in braces
 * @param body the type of the body that it reads
 */
record Endpoint(String verb, String path, Optional<Class<?>> body) {
    private static final List<Endpoint> ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.flipside.server").stream()
                    .filter(type -> type.isAnnotatedWith(Path.class))
                    .map(JavaClass::reflect)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .flatMap(Endpoint::of)
                    .toList();

    /** Those of people, or those of devices. */
    static Stream<Endpoint> below(String prefix) {
        return ALL.stream().filter(one -> one.path.startsWith("/api/" + prefix));
    }

    private static Stream<Endpoint> of(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(verb -> new Endpoint(verb.value(), path(method), body(method)));
    }

    private static String path(Method method) {
        String path =
                "/api/" + method.getDeclaringClass().getAnnotation(Path.class).value();
        Path own = method.getAnnotation(Path.class);
        return (own == null ? path : path + "/" + own.value()).replaceAll("\\{version:[^}]*}", "v1");
    }

    private static Optional<Class<?>> body(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> Arrays.stream(parameter.getAnnotations())
                        .noneMatch(
                                found -> found.annotationType().getPackageName().startsWith("jakarta.ws.rs")))
                .map(Parameter::getType)
                .<Class<?>>map(type -> type)
                .findFirst();
    }

    /** The path with this in place of each of its parameters. */
    String with(String id) {
        return path.replaceAll("\\{[^}]*}", id);
    }

    boolean hasParameters() {
        return path.contains("{");
    }
}
